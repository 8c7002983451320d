#!/bin/sh
# Install Debian packages, as root: install-packages.sh PACKAGE...
# The package lists are fetched only where a package is not in them, or where the mirror has moved on since.
set -eu

export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d

install() {
    apt-get install -y --no-install-recommends "$@"
}

known() {
    for package; do
        apt-cache policy "$package" | grep -q '^  Candidate: [^(]' || return 1
    done
}

# No server is started by installing it (postgresql would be): the tests start their own and stop it.
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

known "$@" || apt-get update
install "$@" || { apt-get update && install "$@"; }
