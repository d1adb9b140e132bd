#!/usr/bin/env bash
# Makes the secrets that the stack wants, at random, once; those that exist are left alone. Run it on a manager.
#   swarm/secrets.sh [KEYS]     KEYS: the file of API keys (vigia key new … >> KEYS); without it one key is made, which may do everything
# What a person needs is printed, this once: Grafana's password, the API key, and that of Redis' user admin.
set -euo pipefail

readonly PREFIX="${SECRETS:-vigia}"
keys_file="${1:-}"

password() { head -c 32 /dev/urandom | sha256sum | cut -c 1-64; }

digest() { printf '%s' "$1" | sha256sum | cut -c 1-64; }

exists() { docker secret inspect "$PREFIX-$1" >/dev/null 2>&1; }

# create NAME: of what is on standard input.
create() { docker secret create "$PREFIX-$1" - >/dev/null; }

# Passwords and their digests belong together, so these are made at once.
redis() {
    local store member grafana admin name
    for name in redis-acl redis-password redis-member-password redis-grafana-password; do
        if exists "$name"; then
            echo "secrets: $PREFIX-$name exists, so Redis' users are left as they are" >&2
            return
        fi
    done
    store="$(password)" member="$(password)" grafana="$(password)" admin="$(password)"
    printf '%s' "$store" | create redis-password
    printf '%s' "$member" | create redis-member-password
    printf '%s' "$grafana" | create redis-grafana-password
    create redis-acl <<ACL
user default off resetpass resetkeys resetchannels -@all
user health on nopass resetkeys resetchannels -@all +ping
user vigia on #$(digest "$store") ~${VIGIA_TOPIC_PREFIX:-vigia}:* resetchannels -@all +auth +ping +info +wait +client|info +client|kill +client|setname +client|setinfo +cluster|slots +eval +get +set +incr +unlink +zadd +zrem +zrange +zrangebylex +zrangebyscore +zrevrangebyscore +zremrangebyscore +zremrangebyrank +ts.alter +ts.create +ts.createrule +ts.madd +ts.queryindex +ts.range +ts.revrange
user grafana on #$(digest "$grafana") ~${VIGIA_TOPIC_PREFIX:-vigia}:* resetchannels -@all +auth +hello +ping +info +command +client|setname +client|setinfo +cluster|slots +type +eval_ro +zcard +zrange +zrevrange +zrangebyscore +zrevrangebyscore +ts.get +ts.mget +ts.info +ts.queryindex +ts.range +ts.revrange +ts.mrange +ts.mrevrange
user member on #$(digest "$member") resetkeys allchannels -@all +auth +ping +info +role +psync +replconf +cluster +slaveof +replicaof +multi +exec +subscribe +publish +config|rewrite +client|setname +client|setinfo +client|kill +script|kill
user admin on #$(digest "$admin") ~* &* +@all
ACL
    echo "redis-cli --user admin: $admin"
}

grafana() {
    if exists grafana-admin-password; then
        echo "secrets: $PREFIX-grafana-admin-password exists" >&2
        return
    fi
    local secret
    secret="$(password)"
    printf '%s' "$secret" | create grafana-admin-password
    echo "Grafana's user admin: $secret"
}

api_keys() {
    if exists api-keys; then
        echo "secrets: $PREFIX-api-keys exists" >&2
    elif [ -n "$keys_file" ]; then
        create api-keys <"$keys_file"
    else
        echo "API key for everything:"
        # It goes to standard error, its line for the file to standard output.
        docker run --rm --network none "${REPOSITORY:-vigia}/tools:${VERSION:-latest}" key new --role administer --name first \
            | create api-keys
    fi
}

redis
grafana
api_keys
