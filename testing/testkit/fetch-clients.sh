#!/bin/sh
# Puts what the tests of examples/ and of the AsyncAPI document want besides kcat, jq, Python and Node (a Kafka client for
# Python, one for Node, AsyncAPI's own schema of itself) into a cache outside the repository. Run again, it finds them there
# and says where.
#   testing/testkit/fetch-clients.sh [FOLDER]     default: $VIGIA_TEST_CLIENTS_HOME, else ~/.cache/vigia/clients
# pip and npm get the files and check them by the digests in examples/; nothing of them is run or installed.
set -eu

examples="$(cd "$(dirname "$0")/../../examples" && pwd)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/vigia/clients"
home="${1:-${VIGIA_TEST_CLIENTS_HOME:-$cache}}"

# What is asked for, so that a changed pin is fetched anew.
pins="$(cat "$examples/requirements.txt" "$examples/package-lock.json" | cksum)"
if [ -f "$home/complete" ] && [ "$(cat "$home/complete")" = "$pins" ]; then
    echo "$home"
    exit 0
fi
for tool in "python3 -m pip --version" "npm --version"; do
    if ! $tool >/dev/null 2>&1; then
        echo "fetch-clients: '${tool% --version}' is not there (Debian: apt-get install python3-pip npm); without it the example consumers are not tried." >&2
        exit 3
    fi
done

mkdir -p "$(dirname "$home")"
work="$(mktemp -d "$home.XXXXXX")"
trap 'rm -rf "$work"' EXIT INT TERM

PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --no-deps --require-hashes \
    --only-binary=:all: --no-compile --target "$work/home/python" -r "$examples/requirements.txt" >&2
mkdir -p "$work/home/node"
cp "$examples/package.json" "$examples/package-lock.json" "$work/home/node/"
(cd "$work/home/node" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)

echo "$pins" >"$work/home/complete"
# Another run may have finished first: then its copy is as good as ours.
if [ ! -f "$home/complete" ] || [ "$(cat "$home/complete")" != "$pins" ]; then
    rm -rf "$home"
    mv "$work/home" "$home" 2>/dev/null || true
fi
[ -f "$home/complete" ] || { echo "fetch-clients: could not write $home" >&2; exit 1; }
echo "$home"
