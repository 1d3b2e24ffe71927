#!/usr/bin/env bash
# Installs the package into a Debian 12 that has nothing else, and uses both programs there.
# LIKENESS_DEB names the package; without it, it is made first. LIKENESS_SCREENSHOT keeps the picture of the window.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
. "$here/chroot.sh"
need_slow_tests
command -v convert > /dev/null || skip "ImageMagick is not installed"

deb=${LIKENESS_DEB:-}
if [ -z "$deb" ]; then
    "$here/../../dev" package
    deb=$(echo "$here"/../../build/release/likeness_*_amd64.deb)
fi
make_root "${LIKENESS_SUITE:-bookworm}"

fail() {
    echo "FAIL: $*"
    exit 1
}

echo "== install"
cp "$deb" "$root/likeness.deb"
in_root apt-get update -q > /dev/null
in_root apt-get install -q -y --no-install-recommends /likeness.deb > "$root/install.log" 2>&1 < /dev/null || {
    tail -n 30 "$root/install.log"
    fail "the package does not install"
}
for file in /usr/bin/likeness /usr/bin/likeness-cli /usr/share/applications/org.likeness.Likeness.desktop \
    /usr/share/metainfo/org.likeness.Likeness.metainfo.xml /usr/share/icons/hicolor/scalable/apps/org.likeness.Likeness.svg \
    /usr/share/icons/hicolor/48x48/apps/org.likeness.Likeness.png; do
    [ -s "$root$file" ] || fail "the package has no $file"
done

echo "== pictures"
mkdir "$root/photos"
# Plasma is seeded, so the pictures are the same each time; each seed looks different.
for seed in 1 2 3 4 5 6 7 8; do
    convert -seed "$seed" -size 640x480 plasma:fractal "$root/photos/plasma$seed.jpg"
done
convert "$root/photos/plasma3.jpg" -resize 50% -quality 60 "$root/smaller.jpg"
convert -size 320x240 gradient:red-blue "$root/photos/gradient.png"
convert -seed 9 -size 320x240 plasma:fractal "$root/photos/plasma9.webp"
echo "not a picture" > "$root/photos/broken.jpg"

echo "== likeness-cli"
cli() { in_root likeness-cli --library /library "$@"; }
cli --version
cli add /photos
status=0
cli --quiet index || status=$?
[ "$status" = 3 ] || fail "index ended with $status, not 3 (one file is broken on purpose)"
[[ $(cli --json failures) == *broken.jpg* ]] || fail "failures does not name the broken file"
hits=$(cli --json search /smaller.jpg -k 3)
first=${hits%%$'\n'*}
echo "$first"
[[ $first == *'"/photos/plasma3.jpg"'* ]] || fail "a smaller copy does not find its original"
[ "$(cli --json search --filter format:png | wc -l)" = 1 ] || fail "the filter does not find the one PNG"
cli verify

echo "== likeness"
in_root apt-get install -q -y --no-install-recommends xvfb > "$root/install.log" 2>&1 < /dev/null || fail "no Xvfb"
mkdir "$root/screen"
mkdir -m 700 "$root/runtime"
display=:$((90 + RANDOM % 900))
in_root Xvfb "$display" -screen 0 1280x800x24 -nolisten tcp -fbdir /screen > /dev/null 2>&1 &
server=$!
in_root DISPLAY="$display" QT_QPA_PLATFORM=xcb XDG_RUNTIME_DIR=/runtime likeness --library /library > "$root/window.log" 2>&1 &
window=$!
colours=0
for _ in $(seq 120); do
    sleep 0.5
    kill -0 "$window" 2> /dev/null || break
    convert "xwd:$root/screen/Xvfb_screen0" "$root/window.png" 2> /dev/null || continue
    colours=$(identify -format %k "$root/window.png")
    [ "$colours" -lt 1000 ] || break # text and thumbnails have that many, an empty window has a handful
done
alive=no
kill -0 "$window" 2> /dev/null && alive=yes
[ -z "${LIKENESS_SCREENSHOT:-}" ] || cp "$root/window.png" "$LIKENESS_SCREENSHOT" || true
kill "$window" "$server" 2> /dev/null || true
wait "$window" 2> /dev/null || true
cat "$root/window.log"
[ "$alive" = yes ] || fail "the window's program ended by itself"
[ "$colours" -ge 1000 ] || fail "the window shows only $colours colours"
echo "the window shows $colours colours"

echo "== remove"
in_root apt-get purge -q -y likeness > "$root/install.log" 2>&1 < /dev/null || fail "the package cannot be removed"
[ ! -e "$root/usr/share/likeness" ] || fail "removing leaves /usr/share/likeness"
echo PASS
