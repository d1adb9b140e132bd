#!/bin/sh
# A node of a Redis Cluster. The one that is told CREATE, the names of all, makes one of them as soon as they answer,
# or brings those together again that are in one.
#   SELF: this container's name, CREATE: names or nothing, the rest as arguments of redis-server
#   MEMBER_PASSWORD_FILE: of the nodes' user `member`, where they ask for one
set -eu

user=""
if [ -n "${MEMBER_PASSWORD_FILE:-}" ]; then
    REDISCLI_AUTH="$(cat "$MEMBER_PASSWORD_FILE")"
    export REDISCLI_AUTH
    user="--user member"
fi

# Words on purpose, none or two.
# shellcheck disable=SC2086
cli() { redis-cli $user "$@"; }

address() { getent hosts "$1" | head -n 1 | cut -d ' ' -f 1; }

create() {
    nodes=""
    for name in $CREATE; do
        until [ "$(cli -h "$name" ping 2>/dev/null)" = PONG ]; do sleep 1; done
        nodes="$nodes $(address "$name"):6379"
    done
    if cli cluster info | grep -q 'cluster_known_nodes:1[^0-9]*$'; then
        # Words on purpose: one for each node.
        # shellcheck disable=SC2086
        cli --cluster create $nodes --cluster-replicas 1 --cluster-yes
    else
        # Members remember addresses, and all of them may have got others since.
        for node in $nodes; do cli cluster meet "${node%:*}" 6379; done
    fi
}

if [ -n "${CREATE:-}" ]; then
    create &
fi
exec docker-entrypoint.sh redis-server --cluster-enabled yes --cluster-node-timeout 5000 \
    --cluster-announce-hostname "$SELF" --cluster-preferred-endpoint-type hostname "$@"
