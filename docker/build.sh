#!/usr/bin/env bash
# Build the two images: docker/build.sh [asterisk] [line]      (both where none is named)
#   amparo-asterisk   the same root as the private one of ./amparo (recipe/asterisk-root.sh), with no shell in it
#   amparo-line       minimal Debian 12, Python, espeak-ng and the committed checkout (HEAD) with the packages of line.lock
# Nothing is pulled from an image registry: both are made from the machine's own Debian mirror with `docker import`.
# Needs root, mmdebstrap, a Docker engine, and ./amparo setup before (its Python fetches the packages).
# AMPARO_IMAGE_TAG names the tag (default: latest), AMPARO_ASTERISK_ROOT a root that is already built.
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd -P)
recipe=$checkout/docker/recipe
tag=${AMPARO_IMAGE_TAG:-latest}
python=${AMPARO_VENV:-$checkout/.venv}/bin/python
user=1000:1000
work=$(mktemp -d "${TMPDIR:-/var/tmp}/amparo-image.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
. "$recipe/asterisk.sh"

say() { printf 'build: %s\n' "$*"; }

# Debian's own layout: /lib and its like are links into /usr. Unpacked packages alone do not bring them.
usr_links() {
    local name
    for name in bin lib lib64 sbin; do
        if [ ! -e "$1/$name" ]; then ln -s "usr/$name" "$1/$name"; fi
    done
}

# The one folder both programs write in; a new volume takes its owner from here.
state_folder() {
    mkdir -p "$1/var/lib/amparo" "$1/tmp"
    chown "$user" "$1/var/lib/amparo"
    chmod 700 "$1/var/lib/amparo"
    chmod 1777 "$1/tmp"
}

import() { # NAME ROOT CHANGE...
    local changes=() change
    for change in "${@:3}"; do changes+=(--change "$change"); done
    tar --numeric-owner -C "$2" -c . | docker import "${changes[@]}" - "$1:$tag" >/dev/null
    say "$1:$tag"
}

build_asterisk() {
    local root=$work/asterisk version
    if [ -n "${AMPARO_ASTERISK_ROOT:-}" ] && asterisk_good "$AMPARO_ASTERISK_ROOT"; then
        cp -a "$AMPARO_ASTERISK_ROOT" "$root"
    else
        sh "$recipe/asterisk-root.sh" "$root"
    fi
    version=$(asterisk_version "$root")
    if [ "$(asterisk_verdict "$version")" != good ]; then
        say "Asterisk $version is not known good: $(asterisk_reason "$version")"
        exit 1
    fi
    usr_links "$root"
    state_folder "$root"
    # MALLOC_PERTURB_: the C library overwrites what is freed, so that no number lingers in memory.
    import amparo-asterisk "$root" "USER $user" "ENV MALLOC_PERTURB_=165" "LABEL asterisk=$version" \
        'ENTRYPOINT ["/usr/sbin/asterisk", "-f", "-C", "/var/lib/amparo/asterisk/etc/asterisk.conf"]'
}

build_line() {
    local root=$work/line mirror
    mirror=$(sh "$recipe/mirror.sh")
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
        || { say "the image has Debian 12's Python 3.11; $python, which fetches its packages, is another"; exit 1; }
    mmdebstrap --mode=root --variant=minbase --quiet --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
        --include=python3,python3-venv,espeak-ng,libespeak-ng1,ca-certificates \
        bookworm "$root" "deb $mirror bookworm main"
    mkdir -p "$root/srv/amparo" "$work/packages"
    git -C "$checkout" archive HEAD | tar -x -C "$root/srv/amparo"
    "$python" -m pip download -qq --disable-pip-version-check --require-hashes --no-deps \
        -r "$checkout/requirements/line.lock" -d "$work/packages"
    mv "$work/packages" "$root/packages"
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -ec 'python3 -m venv /srv/amparo/.venv
        /srv/amparo/.venv/bin/python -m pip install -qq --no-index --find-links /packages --no-cache-dir \
            --disable-pip-version-check --require-hashes --no-deps -r /srv/amparo/requirements/line.lock'
    rm -rf "$root/packages" "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
    state_folder "$root"
    import amparo-line "$root" "USER $user" "WORKDIR /srv/amparo" "ENV LANG=C.UTF-8" "ENV HOME=/tmp" \
        "ENV AMPARO_CONFIG=/etc/amparo/amparo.toml" "ENV AMPARO_STATE=/var/lib/amparo" \
        "ENV PYTHONDONTWRITEBYTECODE=1" 'ENTRYPOINT ["/srv/amparo/.venv/bin/python", "-m", "ivr.cli"]' 'CMD ["up"]'
}

if [ $# -eq 0 ]; then set -- asterisk line; fi
for image; do "build_$image"; done
