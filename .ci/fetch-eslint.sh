#!/bin/sh
# Puts ESLint, of the version and with the files that .ci/eslint/package-lock.json pins, into a cache outside the repository
# and says where; run again, it finds it there.
#   .ci/fetch-eslint.sh
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
asked="$here/eslint"
# shellcheck source=/dev/null
. "$here/../testing/testkit/fetch-into-cache.sh"

found_or_begin fetch-eslint "${XDG_CACHE_HOME:-$HOME/.cache}/vigia/eslint" "$(cat "$asked"/* | cksum)" \
    npm "the page's JavaScript is not checked" "npm --version"
fetch_node "$asked"
cp "$asked/eslint.config.mjs" "$(fetched)/node/"
finish
