#!/bin/sh
# As the official image: drops root, and a server has its modules and answers other hosts.
set -e

if [ "$(id -u)" = 0 ]; then
    case "$1" in
        redis-server | redis-sentinel)
            find . \! -user redis -exec chown redis '{}' + 2>/dev/null || true
            exec setpriv --reuid=redis --regid=redis --clear-groups "$0" "$@"
            ;;
    esac
fi
case "$1" in
    redis-server)
        shift
        exec /opt/redis/redis-server "$@" --protected-mode no --loadmodule /opt/redis/redistimeseries.so
        ;;
    redis-sentinel)
        shift
        exec /opt/redis/redis-sentinel "$@"
        ;;
    *) exec "$@" ;;
esac
