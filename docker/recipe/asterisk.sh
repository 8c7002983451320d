# shellcheck shell=sh disable=SC2154 # recipe: set by whoever sources this
# Functions about one Asterisk root; sourced by `amparo` and asterisk-root.sh, which set `recipe` to this folder.
# A root is a folder with Debian's asterisk packages unpacked, together with the C library they were built for. Its
# programs start through the root's own dynamic loader, so they run on an older Debian, not installed and not chrooted.

# Print the root's dynamic loader; nothing where the folder is no root.
asterisk_loader() {
    for loader in "$1"/usr/lib/*/ld-linux-*.so.*; do
        if [ -x "$loader" ]; then
            printf '%s\n' "$loader"
            return
        fi
    done
}

# Print the version ("22.10.1") of the asterisk in a root, or of the installed one for "/"; nothing where none runs.
asterisk_version() {
    if [ "$1" = / ]; then
        if command -v asterisk >/dev/null; then asterisk -V 2>/dev/null | version_word; fi
        return
    fi
    loader=$(asterisk_loader "$1")
    if [ -n "$loader" ] && [ -x "$1/usr/sbin/asterisk" ]; then
        "$loader" --library-path "${loader%/*}" "$1/usr/sbin/asterisk" -V 2>/dev/null | version_word
    fi
}

version_word() {
    sed -n 's/^Asterisk \([0-9][0-9.]*\).*/\1/p'
}

# Print good, bad or unknown. Everything before the first good version is bad: it lacks what the line is built on.
asterisk_verdict() {
    table=$recipe/asterisk-versions
    verdict=$(awk -F'\t' -v version="$1" '$1 == version { print $2 }' "$table")
    first_good=$(awk -F'\t' '$2 == "good" { print $1 }' "$table" | sort -V | head -n 1)
    if [ -n "$verdict" ]; then
        printf '%s\n' "$verdict"
    elif [ -z "$1" ] || dpkg --compare-versions "$1" lt "$first_good"; then
        echo bad
    else
        echo unknown
    fi
}

asterisk_reason() {
    reason=$(awk -F'\t' -v version="$1" '$1 == version { print $3 }' "$recipe/asterisk-versions")
    printf '%s\n' "${reason:-older than every version known good}"
}

# Whether the root can be used as it is: complete, and of a version known good or proven at set-up.
asterisk_good() {
    found=$(asterisk_version "$1")
    case $(asterisk_verdict "$found") in
        good) ;;
        unknown) [ "$(cat "${1%/}/amparo-proven" 2>/dev/null)" = "$found" ] || return 1 ;;
        *) return 1 ;;
    esac
    for module in res_ari chan_pjsip chan_websocket res_websocket_client; do
        ls "${1%/}"/usr/lib/*/asterisk/modules/"$module.so" >/dev/null 2>&1 || return 1
    done
}
