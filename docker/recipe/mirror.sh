#!/bin/sh
# Print the Debian mirror this machine uses, without its trailing slash.
# apt itself reads its configuration (one-line .list, deb822 .sources, mirror+file: ...); nothing is downloaded.
set -eu

if [ -n "${AMPARO_DEBIAN_MIRROR:-}" ]; then
    printf '%s\n' "${AMPARO_DEBIAN_MIRROR%/}"
    exit 0
fi

codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
suites="${codename:-sid} stable oldstable testing unstable sid"

# Only an archive that has Debian's own suite and component is the mirror; third parties name theirs otherwise.
mirror=$(apt-get -o Debug::NoLocking=1 --print-uris update 2>/dev/null | awk -v suites="$suites" '
    BEGIN { split(suites, names); for (i in names) debian["/dists/" names[i] "/main/binary-"] = 1 }
    { gsub(/\047/, "", $1)
      for (part in debian) if (at = index($1, part)) { print substr($1, 1, at - 1); exit } }')

if [ -z "$mirror" ]; then
    echo "amparo: no Debian mirror found in /etc/apt/sources.list or /etc/apt/sources.list.d." \
        "Add one there, or name one: AMPARO_DEBIAN_MIRROR=ADDRESS." >&2
    exit 1
fi
printf '%s\n' "${mirror%/}"
