#!/bin/sh
# Runs what its arguments say, a Redis server in the end, with the users of the secret redis-acl and the password by which members of a
# Sentinel group or a cluster copy from each other. A file, so that no password is on a command line.
set -eu

config=/tmp/secrets.conf
(
    umask 077
    cat >"$config" <<CONFIG
aclfile /run/secrets/redis-acl
masteruser member
masterauth $(cat /run/secrets/redis-member-password)
CONFIG
)
chown redis "$config"
exec "$@" --include "$config" --protected-mode no
