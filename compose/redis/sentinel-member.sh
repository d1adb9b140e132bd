#!/bin/sh
# A Redis that asks the sentinels who the master is before it starts: a first master that comes back is a replica then, and never
# for a moment a second master. FIRST_MASTER is the master as long as no sentinel knows one.
#   SENTINELS: names, FIRST_MASTER: a name, SELF: this container's name, the rest as arguments of redis-server
set -eu

master=""
for sentinel in $SENTINELS; do
    known="$(timeout 3 redis-cli -h "$sentinel" -p 26379 --raw sentinel get-master-addr-by-name vigia 2>/dev/null | head -n 1)" || known=""
    case "$known" in
        "" | ERR* | Could*) ;;
        *)
            master="$known"
            break
            ;;
    esac
done
master="${master:-$FIRST_MASTER}"
if [ "$master" = "$SELF" ]; then
    exec docker-entrypoint.sh redis-server --replica-announce-ip "$SELF" "$@"
fi
exec docker-entrypoint.sh redis-server --replica-announce-ip "$SELF" --replicaof "$master" 6379 "$@"
