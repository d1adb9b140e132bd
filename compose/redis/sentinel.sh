#!/bin/sh
# A sentinel keeps what it learns in its configuration file, so that is written once and then left alone.
#   FIRST_MASTER: a name, SELF: this container's name, MEMBER_PASSWORD_FILE: of the members' user `member`, where they ask for one
set -eu

config=/data/sentinel.conf
if [ ! -s "$config" ]; then
    cat >"$config.new" <<CONFIG
port 26379
dir /data
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $SELF
sentinel monitor vigia $FIRST_MASTER 6379 2
sentinel down-after-milliseconds vigia 5000
sentinel failover-timeout vigia 15000
sentinel parallel-syncs vigia 1
CONFIG
    if [ -n "${MEMBER_PASSWORD_FILE:-}" ]; then
        printf 'sentinel auth-user vigia member\nsentinel auth-pass vigia %s\n' "$(cat "$MEMBER_PASSWORD_FILE")" >>"$config.new"
    fi
    mv "$config.new" "$config"
fi
exec redis-sentinel "$config"
