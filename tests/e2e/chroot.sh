# Sourced by the tests that need a machine with nothing installed: makes a Debian root in a folder and takes it away.

skip() {
    echo "skipped: $*"
    exit 77
}

need_slow_tests() {
    [ "${LIKENESS_SLOW_TESTS:-}" = 1 ] || skip "takes minutes and the network; set LIKENESS_SLOW_TESTS=1"
    [ "$(id -u)" = 0 ] || skip "making a Debian root needs root"
    command -v debootstrap > /dev/null || skip "debootstrap is not installed"
}

# The mirror that this machine installs from.
mirror() {
    local uri
    uri=$(apt-get indextargets --format '$(REPO_URI) $(COMPONENT) $(RELEASE)' 'Created-By: Packages' 'Component: main' \
        | awk '!found && $1 ~ /debian\/?$/ && $3 !~ /-/ { print $1; found = 1 }')
    [ -n "$uri" ] || skip "this machine has no Debian mirror in its apt sources"
    echo "$uri"
}

# make_root SUITE: sets $root. LIKENESS_DEB_CACHE names a folder that keeps downloaded packages between runs.
make_root() {
    local suite=$1 cache=${LIKENESS_DEB_CACHE:-}
    root=$(mktemp -d "${TMPDIR:-/var/tmp}/likeness-$suite-XXXXXX")
    chmod 755 "$root" # apt's downloader is not root
    trap remove_root EXIT
    [ -z "$cache" ] || mkdir -p "$cache/$suite"
    debootstrap --variant=minbase ${cache:+--cache-dir="$cache/$suite"} "$suite" "$root" "$(mirror)" > "$root.log" 2>&1 || {
        tail -n 20 "$root.log"
        skip "debootstrap of $suite failed"
    }
    rm -f "$root.log"
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --make-rslave "$root/dev"
    if [ -n "$cache" ]; then
        # Only a binding survives: debootstrap empties the archives folder at its end.
        mount --bind "$cache/$suite" "$root/var/cache/apt/archives"
        echo 'APT::Keep-Downloaded-Packages "true";' > "$root/etc/apt/apt.conf.d/99keep"
    fi
    cp -L /etc/resolv.conf "$root/etc/resolv.conf"
    cp -L /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2> /dev/null || true
    printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d" # no services in here
    chmod +x "$root/usr/sbin/policy-rc.d"
}

in_root() {
    chroot "$root" /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} "$@"
}

remove_root() {
    local point
    # Deepest first; lazily, since a dying process may still stand in one.
    for point in $(awk -v root="$root/" 'index($5, root) == 1 { print $5 }' /proc/self/mountinfo | sort -r); do
        umount -l "$point"
    done
    rm -rf --one-file-system "$root" "$root.log"
}
