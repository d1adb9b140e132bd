#!/bin/sh
# Puts ESLint, of the version and with the files that .ci/eslint/package-lock.json pins, into a cache outside the repository
# and says where; run again, it finds it there.
#   .ci/fetch-eslint.sh
set -eu

pins="$(cd "$(dirname "$0")/eslint" && pwd)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/vigia/eslint"
home="$cache/$(cat "$pins"/* | cksum | cut -d ' ' -f 1)"

if [ ! -d "$home" ]; then
    if ! npm --version >/dev/null 2>&1; then
        echo "fetch-eslint: npm is not found, and ESLint comes through it; install npm." >&2
        exit 3
    fi
    mkdir -p "$cache"
    work="$(mktemp -d "$cache/new.XXXXXX")"
    trap 'rm -rf "$work"' EXIT INT TERM
    cp "$pins"/* "$work/"
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
    # Another run may have finished first: then its copy is as good as this one.
    mv "$work" "$home" 2>/dev/null || [ -d "$home" ]
fi
echo "$home"
