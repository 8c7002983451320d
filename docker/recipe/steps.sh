# shellcheck shell=sh disable=SC2154 # log: set by setup.sh
# How set-up talks and runs things; sourced by `amparo`, which sets `log`, the file that keeps what the tools say.
# Everything goes to standard error: standard output belongs to the command that was asked for.

say() {
    printf 'amparo: %s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

# step WHAT COMMAND...: run a command with its output in the log and a sign of life every 10 s; ends the script with a
# sentence where the command fails. The command has a session of its own, so that Ctrl-C ends all of it at once.
step() {
    what=$1
    shift
    run_step setsid "$@"
}

# The same for a command that must not be cut off: Ctrl-C waits for its end. It keeps the terminal, for sudo.
whole_step() {
    what=$1
    shift
    run_step "$@"
}

run_step() {
    say "$what ..."
    : >"$log"
    began=$(date +%s)
    "$@" </dev/null >>"$log" 2>&1 &
    running=$!
    watch_step
    rc=0
    wait "$running" || rc=$?
    running=''
    if [ "$rc" -ne 0 ]; then explain "$what"; fi
    sed -n 's/^NOTE: /amparo:   /p' "$log" >&2
    say "$what: done in $(($(date +%s) - began)) s"
}

watch_step() {
    told=$began
    while kill -0 "$running" 2>/dev/null; do
        sleep 0.2
        now=$(date +%s)
        if [ $((now - told)) -ge 10 ]; then
            told=$now
            printf 'amparo:   %3d s  %.70s\n' $((now - began)) "$(tail -n 1 "$log" | tr -d '\r')" >&2
        fi
    done
}

# Ctrl-C, a stop or a closed terminal during set-up: end the running step, leave nothing of it behind.
stop_step() {
    trap '' INT TERM HUP
    say "stopping ..."
    if [ -n "${running:-}" ]; then
        kill -s TERM -- "-$running" 2>/dev/null || :
        wait "$running" || :
    fi
    say "stopped during set-up; the next start goes on from here"
    exit 130
}

# explain WHAT: end with what the failed tool said last, and with the cause in one sentence where it is a common one.
explain() {
    sed 's/^/    /' "$log" | tail -n 15 >&2
    if grep -qi 'no space left on device' "$log"; then
        die "$1 failed: the disk is full. Free about 2 GB and start again; finished steps are kept."
    elif grep -qiE 'could not resolve|temporary failure|name resolution|network is unreachable|connection (refused|timed out)|failed to establish|could not connect|no route to host' "$log"; then
        die "$1 failed: the network or the package server cannot be reached. Check the connection (and the proxy or mirror settings of apt and pip) and start again; finished steps are kept."
    elif grep -qi 'could not get lock' "$log"; then
        die "$1 failed: another program is installing packages. Wait until it has ended and start again."
    fi
    die "$1 failed; the lines above are the last ones the tool printed, all of them are in $log"
}
