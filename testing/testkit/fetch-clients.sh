#!/bin/sh
# Puts what the tests of examples/ and of the AsyncAPI document want besides kcat, jq, Python and Node (a Kafka client for
# Python, one for Node, AsyncAPI's own schema of itself) into a cache outside the repository. Run again, it finds them there
# and says where.
#   testing/testkit/fetch-clients.sh [FOLDER]     default: $VIGIA_TEST_CLIENTS_HOME, else ~/.cache/vigia/clients
# pip and npm get the files and check them by the digests in examples/; nothing of them is run or installed.
set -eu

here="$(cd "$(dirname "$0")" && pwd)"
examples="$(cd "$here/../../examples" && pwd)"
# shellcheck source=/dev/null
. "$here/fetch-into-cache.sh"

found_or_begin fetch-clients "${1:-${VIGIA_TEST_CLIENTS_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/vigia/clients}}" \
    "$(cat "$examples/requirements.txt" "$examples/package-lock.json" | cksum)" \
    "python3-pip npm" "the example consumers are not tried" "python3 -m pip --version" "npm --version"
fetch_python "$examples"
fetch_node "$examples"
finish
