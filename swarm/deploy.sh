#!/usr/bin/env bash
# Starts the stack, or updates it: services whose image, settings or files changed are rolled, the others left alone.
#   swarm/deploy.sh [OVERLAY…]     such as sentinel, cluster, encrypted, dnsrr, or the path of a file of yours; the same each time
# Settings are environment variables, or lines NAME=value in swarm/.env; docs/deploy/swarm.md lists them.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"

if [ -f "$here/.env" ]; then
    set -a
    # shellcheck source=/dev/null
    . "$here/.env"
    set +a
fi
export STACK="${STACK:-vigia}"

files=("$here/stack.yaml")
for overlay in "$@"; do
    case "$overlay" in
        sentinel | cluster) export REDIS_HOST="" ;;
    esac
    if [ -f "$here/stack.$overlay.yaml" ]; then
        files+=("$here/stack.$overlay.yaml")
    elif [ -f "$overlay" ]; then
        files+=("$overlay")
    else
        echo "deploy: there is no overlay '$overlay'; there are: $(cd "$here" && echo stack.*.yaml | sed 's/stack\.//g; s/\.yaml//g'), or a file's path" >&2
        exit 2
    fi
done

# A config can't be changed, so its content is in its name: KEY_DIGEST for each config of a file, which names its files by its own place.
digests() {
    local file="$1" key path
    while read -r key path; do
        key="${key//-/_}"
        export "${key^^}_DIGEST=$(sha256sum "$(dirname "$file")/$path" | cut -c 1-12)"
    done < <(awk '/^configs:/ { on = 1; next } /^[^ #]/ { on = 0 } on && /^  [a-z0-9-]+:/ { key = substr($1, 1, length($1) - 1) } on && $1 == "file:" { print key, $2 }' "$file")
}

stack=()
for file in "${files[@]}"; do
    digests "$file"
    stack+=(-c "$file")
done
# never: images that are on the nodes already and in no registry.
exec docker stack deploy --with-registry-auth --resolve-image "${RESOLVE_IMAGE:-always}" "${stack[@]}" "$STACK"
