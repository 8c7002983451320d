#!/bin/sh
# Build an Asterisk root: asterisk-root.sh FOLDER
# Debian has Asterisk only in sid, so its packages are unpacked (not installed) from the machine's own mirror: about
# 20 s, 270 MB. The folder must not exist; it appears only when it is complete. The private root of `./amparo` and the
# image in docker/ are both made by this script.
set -eu

recipe=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
target=$1
work=$target.new
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
mirror=$(sh "$recipe/mirror.sh")
log=$(mktemp)

finish() {
    rm -f "$log"
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 143' INT TERM

# chrootless needs no privilege, and nothing in the packages is run.
mode=root
if [ "$(id -u)" -ne 0 ]; then mode=chrootless; fi

# The machine's own proxy, if it has one: mmdebstrap does not read the machine's apt configuration.
proxy=''
eval "$(apt-config shell proxy Acquire::http::Proxy)"

# unpack SID-OPTIONS: SID-OPTIONS go between `deb` and the address
unpack() {
    rm -rf "$work"
    set -- "deb $1 $mirror sid main"
    if [ -n "$proxy" ]; then set -- --aptopt="Acquire::http::Proxy \"$proxy\"" "$@"; fi
    mmdebstrap --mode="$mode" --variant=extract --include=asterisk,asterisk-modules --keyring="$keyring" \
        sid "$work" "$@"
}

echo "unpacking Asterisk from sid"
rc=0
unpack "" >"$log" 2>&1 || rc=$?
cat "$log"
if [ "$rc" -ne 0 ] && grep -qiE 'Release file .* (is expired|expired)|is not valid (yet|anymore)' "$log"; then
    echo "NOTE: the mirror's index of sid is out of date. Going on with it, for this index only."
    rc=0
    unpack "[check-valid-until=no]" 2>&1 || rc=$?
fi
if [ "$rc" -ne 0 ]; then exit "$rc"; fi
mv "$work" "$target"
