#!/usr/bin/env bash
# Starts images as their users do and makes the classic calls: first the one container, then the services by Compose.
#   .github/smoke.sh REPOSITORY VERSION     such as ghcr.io/acme/vigia 1.2.0; VIGIA_PORT (4000) must be free
set -euo pipefail
cd "$(dirname "$0")/.."

export REPOSITORY="${1:?smoke: what comes before /tools in the image names, such as ghcr.io/acme/vigia}"
export VERSION="${2:?smoke: the tag of the images}"
export VIGIA_PORT="${VIGIA_PORT:-4000}"
readonly BASE="http://localhost:$VIGIA_PORT"
compose=(docker compose -p vigia-smoke -f compose/compose.yaml -f compose/compose.without-grafana.yaml)
container=""

clean() {
    [ -z "$container" ] || docker rm -f -v "$container" >/dev/null
    "${compose[@]}" down --volumes --timeout 5 >/dev/null 2>&1
}

# expect PATH TEXT: asks until the answer holds the text, for two minutes.
expect() {
    local tries=0 answer=""
    until answer="$(curl -sS --max-time 10 "$BASE$1" 2>&1)" && [[ "$answer" == *"$2"* ]]; do
        tries=$((tries + 1))
        if [ "$tries" -ge 120 ]; then
            echo "smoke: $1 should answer with $2; its last answer was: $answer" >&2
            return 1
        fi
        sleep 1
    done
}

classic_calls() {
    expect '/nuevo?dato=21.5' '"dato":21.5'
    expect '/detectar?dato=22' '"estado"'
    expect '/listar' '"dato":21.5'
    expect '/' '/nuevo'
}

trap clean EXIT
echo "smoke: $REPOSITORY/tools:$VERSION up" >&2
container="$(docker run -d --read-only --tmpfs /tmp -p "$VIGIA_PORT:4000" "$REPOSITORY/tools:$VERSION" up)"
classic_calls
docker rm -f -v "$container" >/dev/null
container=""

echo "smoke: the services by Compose" >&2
"${compose[@]}" up -d --wait
classic_calls
echo "smoke: all answered" >&2
