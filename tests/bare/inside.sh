#!/usr/bin/env bash
# The part of prove.sh that runs in mount and process namespaces of its own, as process 1 of the fresh root:
# inside.sh ROOT FOLDERS NUMBER-OF-VARIABLES VARIABLE=... COMMAND...
set -euo pipefail

root=$1 folders=$2 count=$3
shift 3
variables=("${@:1:count}")
command=("${@:count+1}")

say() { printf 'prove: %s\n' "$*"; }

mount_all() {
    local device from to
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 dev "$root/dev"
    for device in null zero full random urandom tty; do
        : >"$root/dev/$device"
        mount --bind "/dev/$device" "$root/dev/$device"
    done
    mkdir "$root/dev/shm" "$root/dev/pts"
    mount -t tmpfs shm "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 pts "$root/dev/pts"
    ln -s pts/ptmx "$root/dev/ptmx"
    ln -s /proc/self/fd "$root/dev/fd"
    while IFS=$'\t' read -r from to; do
        mkdir -p "$root$to"
        mount --bind "$from" "$root$to"
        mount -o remount,bind,ro "$root$to"
    done <"$folders"
}

# run: one command in the fresh root, with its time; the terminal's input stays outside
run() {
    local began status=0
    began=$(date +%s)
    chroot "$root" env -i "${variables[@]}" sh -c 'cd /srv/amparo && exec ./amparo "$@"' amparo "${command[@]}" \
        </dev/null || status=$?
    seconds=$(($(date +%s) - began))
    say "./amparo ${command[*]}: status $status, $seconds s"
    return "$status"
}

# Everything it starts, it stops: in this process namespace nothing but this script may be left.
nothing_left() {
    local process left=''
    for process in "$root"/proc/[0-9]*; do
        case ${process##*/} in 1 | "$$" | "$BASHPID") continue ;; esac
        left+="$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null || true)"$'\n'
    done
    left=$(grep -v '^$' <<<"$left" || true)
    if [ -n "$left" ]; then
        say "processes left behind:"
        printf '    %s\n' "$left"
        return 1
    fi
    say "no process left behind"
}

# A run without set-up may write in the state folder, the virtual environment and the Asterisk root, nowhere else.
nothing_written_since() {
    local written
    written=$(find "$root" -xdev -newer "$1" -not -type d -not -path "$root/srv/amparo/.amparo/*" \
        -not -path "$root/srv/amparo/.venv/*" -not -path "$root/var/lib/amparo/*" -printf '/%P\n')
    if [ -n "$written" ]; then
        say "written outside the state folder, the virtual environment and the Asterisk root:"
        printf '    %s\n' "$written"
        return 1
    fi
    say "nothing written outside the state folder, the virtual environment and the Asterisk root"
}

mount_all
run
nothing_left
if [ "${command[*]}" = demo ]; then
    touch "$folders"
    run
    nothing_left
    nothing_written_since "$folders"
    if [ "$seconds" -ge 60 ]; then
        say "the second run took $seconds s; it must take less than 60"
        exit 1
    fi
fi
