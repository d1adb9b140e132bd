#!/bin/sh
# Builds the Telegraf that the tests send with, of few plugins, into a cache outside the repository; about three minutes of
# processor time, once. Run again, it finds it there and says where.
#   testing/testkit/fetch-telegraf.sh [FOLDER]     default: $VIGIA_TEST_TELEGRAF_HOME, else ~/.cache/vigia/telegraf
# Go's module proxy and checksum database give its sources.
set -eu

version=v1.36.4
cache="${XDG_CACHE_HOME:-$HOME/.cache}/vigia/telegraf"
home="${1:-${VIGIA_TEST_TELEGRAF_HOME:-$cache}}"

if [ -x "$home/telegraf" ] && [ "$(cat "$home/version" 2>/dev/null)" = "$version" ]; then
    echo "$home"
    exit 0
fi
go="$(command -v go || echo /usr/local/go/bin/go)"
if ! "$go" version >/dev/null 2>&1; then
    echo "fetch-telegraf: 'go' is not there (Debian: apt-get install golang-go); without it Telegraf is not tried." >&2
    exit 3
fi

mkdir -p "$(dirname "$home")"
work="$(mktemp -d "$home.XXXXXX")"
trap 'rm -rf "$work"' EXIT INT TERM

# Telegraf wants a newer Go than some distributions have; Go then gets that one itself.
GOBIN="$work" GOTOOLCHAIN=auto CGO_ENABLED=0 "$go" install -trimpath -ldflags=-s \
    -tags custom,inputs.socket_listener,outputs.http,parsers.influx,serializers.influx \
    "github.com/influxdata/telegraf/cmd/telegraf@$version" >&2
mkdir -p "$home"
mv "$work/telegraf" "$home/telegraf"
echo "$version" >"$home/version"
echo "$home"
