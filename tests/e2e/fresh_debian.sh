#!/usr/bin/env bash
# fresh_debian.sh SUITE [COMMAND...]: runs `./dev test`, or another command, in a Debian root that has nothing installed.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/chroot.sh"
suite=$1
shift
[ $# -gt 0 ] || set -- ./dev test

need_slow_tests
make_root "$suite"
mkdir "$root/src"
# The tree as a clone would have it, with what is not committed yet.
(cd "$here/../.." && find . \( -path './build' -o -path './build-*' -o -name .git -o -name __pycache__ \) -prune -o \
    \( -type f -o -type l \) -print0 | tar -c --null -T -) | tar -x -C "$root/src"
in_root bash -c 'cd /src && exec "$@"' fresh "$@" < /dev/null
