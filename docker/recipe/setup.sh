# shellcheck shell=sh disable=SC2154 # here, recipe, settings: set by amparo
# The set-up of `./amparo`: Debian packages, virtual environment, Asterisk. Sourced by it after steps.sh and
# asterisk.sh; uses its `here`, `recipe` and `settings`. Each step looks first and does nothing where nothing is missing.

# What is wanted: `line` (what production runs), `all` (also the Korean model and the scripted caller, for the demo),
# `test` (also the test tools). `line` is a part of `all`, `all` of `test`.
line_packages="python3 python3-venv ca-certificates espeak-ng libespeak-ng1 graphviz"
root_packages="mmdebstrap debian-archive-keyring ca-certificates"
test_packages="postgresql shellcheck sip-tester"

# toml_setting SECTION KEY: the string value in the settings, read without Python because there may be none yet.
toml_setting() {
    [ -f "$settings" ] || return 0
    awk -v section="[$1]" -v key="$2" '
        /^[ \t]*\[/ { sub(/#.*/, ""); gsub(/[ \t]/, ""); inside = ($0 == section); next }
        inside && $0 ~ "^[ \t]*" key "[ \t]*=" { if (split($0, part, "[\"\047]") >= 3) print part[2]; exit }' "$settings"
}

# below FOLDER PATH: the path, from the folder where it is relative
below() {
    case $2 in
        /*) printf '%s\n' "$2" ;;
        *) printf '%s\n' "$1/$2" ;;
    esac
}

# first_of PATH-OF-ENVIRONMENT PATH-IN-SETTINGS DEFAULT: as the Python side understands them
first_of() {
    if [ -n "$1" ]; then
        below "$here" "$1"
    elif [ -n "$2" ]; then
        below "$(CDPATH='' cd -- "$(dirname -- "$settings")" && pwd -P)" "$2"
    else
        below "$here" "$3"
    fi
}

default_asterisk_root() {
    if [ "$(id -u)" -eq 0 ]; then echo /var/lib/amparo/asterisk-root; else echo "$HOME/.cache/amparo/asterisk-root"; fi
}

state=$(first_of "${AMPARO_STATE:-}" "$(toml_setting line state)" .amparo)
venv=$(below "$here" "${AMPARO_VENV:-.venv}")
root=$(first_of "${AMPARO_ASTERISK_ROOT:-}" "$(toml_setting asterisk root)" "$(default_asterisk_root)")
asterisk=$root # what is used in the end: this root, or / where a known good Asterisk is installed
log=$state/setup.log

# Production does not get the Korean model, which declares no licence, nor the scripted caller.
packages_of_profile() {
    if [ "$(toml_setting line profile)" = production ]; then echo line; else echo all; fi
}

usable_venv() {
    [ -x "$venv/bin/python" ]
}

# What set-up depends on: when it changes, set-up runs again.
fingerprint() {
    printf '%s %s %s\n' "$1" "$venv" "$root"
    cat "$recipe"/*.sh "$recipe/asterisk-versions" "$here"/requirements/*.lock
}

# The fast path of every start after the first: no apt, no pip, no Asterisk is run.
already_set_up() {
    usable_venv && [ -f "$state/setup-$1" ] || return 1
    read -r sum found <"$state/setup-$1" || return 1
    [ "$sum" = "$(fingerprint "$1" | sha256sum | cut -d ' ' -f 1)" ] && [ -x "$found/usr/sbin/asterisk" ] || return 1
    asterisk=$found
}

set_up() {
    case $1 in
        line | all | test) ;;
        *) die "setup knows: line, all, test; not '$1'" ;;
    esac
    (umask 077 && mkdir -p "$state" && : >>"$log") || die "the state folder $state cannot be made; choose another: AMPARO_STATE=FOLDER"
    exec 9>"$state/setup.lock"
    flock -n 9 || { say "another start is setting up; waiting for it"; flock 9; }
    trap stop_step INT TERM HUP
    say "set-up, first start or something has changed (log: $log)"
    set_up_packages "$1"
    set_up_venv "$1"
    set_up_asterisk "$1"
    trap - INT TERM HUP
    remember "$1"
    exec 9>&-
}

remember() {
    printf '%s %s\n' "$(fingerprint "$1" | sha256sum | cut -d ' ' -f 1)" "$asterisk" >"$state/setup-$1"
}

# ---- Debian packages

set_up_packages() {
    missing=''
    for package in $(wanted_packages "$1"); do
        if ! dpkg -s "$package" 2>/dev/null | grep -q '^Status: .* installed$'; then missing="$missing $package"; fi
    done
    [ -n "$missing" ] || return 0
    command -v apt-get >/dev/null || die "this machine is no Debian (no apt-get). Install what these Debian packages contain, by hand:$missing"
    if [ "$(id -u)" -eq 0 ]; then
        set -- sh
    elif command -v sudo >/dev/null; then
        sudo -v || die "installing needs root: run this as root, or as somebody who may use sudo. Missing:$missing"
        set -- sudo sh
    else
        die "installing needs root, and there is no sudo here. As root: apt-get install$missing"
    fi
    # shellcheck disable=SC2086  # a list of words
    whole_step "Debian packages:$missing" "$@" "$recipe/install-packages.sh" $missing
}

wanted_packages() {
    echo "$line_packages"
    if ! system_asterisk "$1" && ! asterisk_good "$root"; then echo "$root_packages"; fi
    if [ "$1" = test ]; then echo "$test_packages"; fi
}

# ---- virtual environment

set_up_venv() {
    packages=$1
    if [ "$packages" = test ]; then packages=all; fi
    lock=$here/requirements/$packages.lock
    if usable_venv && grep -qx "$packages $(sum_of "$lock")" "$venv/amparo-packages" 2>/dev/null; then return; fi
    enough_room "$venv" 1200
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        python=$(find_python) || exit 1
        step "virtual environment $venv" "$python" -m venv --clear "$venv"
    fi
    # the lock is complete; --no-deps leaves out what pyproject.toml says is not needed of a package
    step "Python packages of requirements/$packages.lock (checked by hash)" "$venv/bin/python" -m pip install \
        --no-input --disable-pip-version-check --progress-bar off --require-hashes --no-deps -r "$lock"
    for part in line "$packages"; do
        printf '%s %s\n' "$part" "$(sum_of "$here/requirements/$part.lock")"
    done >"$venv/amparo-packages"
}

sum_of() {
    sha256sum "$1" | cut -d ' ' -f 1
}

find_python() {
    for python in "${AMPARO_PYTHON:-}" /usr/bin/python3 python3; do
        if [ -n "$python" ] && "$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    die "no Python 3.11 or newer with venv: Debian 12 has one (python3, python3-venv); or name one: AMPARO_PYTHON=PROGRAM"
}

# enough_room FOLDER MEGABYTES
enough_room() {
    folder=$1
    while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
    free=$(df -Pk "$folder" | awk 'NR == 2 { print int($4 / 1024) }')
    if [ "$free" -lt "$2" ]; then
        die "not enough room for $1: $2 MB are needed, $free MB are free on the disk of $folder"
    fi
}

# ---- Asterisk

# An installed good one is used as it is, but not by the tests, which start and stop many.
system_asterisk() {
    [ "$1" != test ] && asterisk_good /
}

set_up_asterisk() {
    if system_asterisk "$1"; then
        asterisk=/
    elif ! asterisk_good "$root"; then
        build_asterisk_root
    fi
}

# A new root takes the place of the old one only when it is complete and its version may be used.
build_asterisk_root() {
    enough_room "$root" 800
    mkdir -p "$(dirname "$root")" || die "the folder of $root cannot be made; choose another: AMPARO_ASTERISK_ROOT=FOLDER"
    try=$root.try
    rm -rf "$try"
    step "Asterisk, a private one in $root" sh "$recipe/asterisk-root.sh" "$try"
    version=$(asterisk_version "$try")
    case $(asterisk_verdict "$version") in
        unknown) prove_version ;;
        bad) refuse_version "$(asterisk_reason "$version")" ;;
    esac
    if [ -d "$try" ]; then
        rm -rf "$root"
        mv "$try" "$root"
        say "Asterisk $version"
    fi
}

# A version in no table must pass the contract tests on the real thing.
prove_version() {
    say "WARNING: Asterisk $version is not in docker/recipe/asterisk-versions; running the contract tests on it"
    set_up_venv all
    (step "contract tests on Asterisk $version" env AMPARO_ASTERISK_ROOT="$try" PYTHONPATH="$here" \
        "$venv/bin/python" -m pytest -q -p no:cacheprovider -m asterisk tests/contracts) \
        || refuse_version "it is unknown here and does not pass the contract tests"
    echo "$version" >"$try/amparo-proven"
}

refuse_version() {
    rm -rf "$try"
    if [ -n "$(asterisk_version "$root")" ]; then
        say "WARNING: sid has Asterisk ${version:-that does not start}, which is refused: $1. Keeping the one in $root."
        return
    fi
    die "sid has Asterisk ${version:-that does not start}, which is refused: $1. What to do: copy the Asterisk root of" \
        "another machine to $root; or name a mirror that still has a good version (docker/recipe/asterisk-versions):" \
        "AMPARO_DEBIAN_MIRROR=ADDRESS; or install a good one, so that 'asterisk -V' prints it."
}
