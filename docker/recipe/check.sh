#!/bin/sh
# `./amparo check`: lint, types, import rules and the shell scripts: check.sh PYTHON CACHE-FOLDER
# All of them run, also after one has failed; the exit status is 0 only if every one passed.
set -u

python=$1
cache=$2
failed=''

run() {
    name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed="$failed $name"
}

run ruff "$python" -m ruff check .
run mypy "$python" -m mypy
run import-linter "${python%/*}/lint-imports" --cache-dir "$cache/import-linter"
run shellcheck shellcheck -x -P SCRIPTDIR -P docker/recipe amparo docker/recipe/*.sh
run shellcheck-bash shellcheck -x -P docker/recipe .ci/run docker/build.sh tests/bare/*.sh

if [ -n "$failed" ]; then
    echo "check: failed:$failed"
    exit 1
fi
echo "check: all clean"
