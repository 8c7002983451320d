#!/usr/bin/env bash
# Prove that ./amparo works on a bare machine, as the first command ever run there.
#   tests/bare/prove.sh                 ./amparo demo, twice: the second run must need no set-up and no 60 s
#   tests/bare/prove.sh test            ./amparo test, once (arguments go to pytest)
#   tests/bare/prove.sh COMMAND ...     any other command of ./amparo, once
# It makes a fresh minimal Debian 12 (minbase: no Python at all) from this machine's mirror, unpacks the committed
# checkout (HEAD) into it and runs the command there as root. The fresh root has mounts and processes of its own; the
# network is the machine's. Handed in are only the ways to the package servers: mirror address, apt and pip
# configuration, certificates, name servers. Everything is removed at the end, also after a failure or Ctrl-C.
# Needs root, git and mmdebstrap. AMPARO_BARE_KEEP=1 keeps the root for a look, AMPARO_BARE_WORKTREE=1 takes the files
# as they are now instead of HEAD.
set -euo pipefail

checkout=$(cd "$(dirname "$0")/../.." && pwd -P)
command=("${@:-demo}")
work=$(mktemp -d "${TMPDIR:-/var/tmp}/amparo-bare.XXXXXX")
root=$work/root
child=''

say() { printf 'prove: %s\n' "$*"; }

# shellcheck disable=SC2317  # called by the trap
clean_up() {
    status=$?
    trap - EXIT INT TERM
    if [ -n "$child" ]; then kill -KILL "$child" 2>/dev/null && wait "$child" 2>/dev/null; fi
    if [ -n "${AMPARO_BARE_KEEP:-}" ]; then
        say "kept: $work"
    else
        rm -rf --one-file-system "$work"
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

[ "$(id -u)" -eq 0 ] || { say "needs root: it makes a root file system and mounts"; exit 2; }
command -v mmdebstrap >/dev/null || { say "needs mmdebstrap: apt-get install mmdebstrap"; exit 2; }

make_root() {
    local mirror
    mirror=$(sh "$checkout/docker/recipe/mirror.sh")
    say "making a minimal Debian 12"
    mmdebstrap --mode=root --variant=minbase --quiet \
        --keyring=/usr/share/keyrings/debian-archive-keyring.gpg bookworm "$root" "deb $mirror bookworm main"
    if chroot "$root" sh -c 'command -v python3' >/dev/null; then
        say "the fresh root already has Python: it would prove nothing"
        exit 2
    fi
}

hand_in() {
    local part
    for part in /etc/apt/apt.conf.d /etc/apt/auth.conf.d /etc/pip.conf /etc/resolv.conf /etc/hosts \
        /usr/local/share/ca-certificates "$HOME/.config/pip" "$HOME/.pip"; do
        if [ -e "$part" ]; then
            mkdir -p "$root$(dirname "$part")"
            cp -rL --remove-destination "$part" "$root$(dirname "$part")/"
        fi
    done
    # Installing ca-certificates writes a new bundle over the usual place, so the machine's own one lies elsewhere.
    if [ -f /etc/ssl/certs/ca-certificates.crt ]; then cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/machine-ca.crt"; fi
    mkdir -p "$root/srv/amparo"
    if [ -n "${AMPARO_BARE_WORKTREE:-}" ]; then
        (cd "$checkout" && git ls-files -co --exclude-standard -z | tar -c --null --ignore-failed-read -T -)
    else
        git -C "$checkout" archive HEAD
    fi | tar -x -C "$root/srv/amparo"
}

# Folders that pip's configuration points at (an index refers to files beside it, so the folder above is shown), and
# the data that tests read beside the checkout: each as "from TAB to", read only.
folders_to_show() {
    local path
    { python3 -m pip config list 2>/dev/null || true; env | grep '^PIP_' || true; } \
        | grep -oE "(file://)?/[^ '\",]+" | sed -e 's,^file://,,' -e 's,/simple/*$,,' | sort -u \
        | while read -r path; do
            if [ -d "$path" ] && [ "${path#/etc}" = "$path" ]; then printf '%s\t%s\n' "$path" "$path"; fi
        done
    if [ -d "$checkout/../shared/data" ]; then
        printf '%s\t/srv/shared/data\n' "$(cd "$checkout/../shared/data" && pwd -P)"
    fi
}

environment() {
    printf '%s\n' PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$HOME" LANG=C.UTF-8
    env | grep -E '^(PIP_[A-Z_]+|CI|(https?|no|HTTPS?|NO)_(proxy|PROXY))=' || true
    if [ -f "$root/etc/machine-ca.crt" ]; then
        printf '%s=/etc/machine-ca.crt\n' PIP_CERT SSL_CERT_FILE REQUESTS_CA_BUNDLE
    fi
}

make_root
hand_in
mkdir -p "$root/root" "$root$HOME"
folders_to_show >"$work/folders"
mapfile -t variables < <(environment)

say "running in it: ./amparo ${command[*]}"
unshare --mount --pid --fork --kill-child \
    bash "$checkout/tests/bare/inside.sh" "$root" "$work/folders" "${#variables[@]}" "${variables[@]}" "${command[@]}" &
child=$!
status=0
wait "$child" || status=$?
child=''
say "exit status $status"
exit "$status"
