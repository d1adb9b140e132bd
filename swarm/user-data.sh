#!/usr/bin/env bash
# Start script of a cloud VM with Debian 12 or newer, or Ubuntu 22.04 or newer: brings a fresh machine to a running stack, or joins it to
# one. Run by cloud-init as root at the first start; run again, it updates what is there.
#
# Settings: variables of the environment, or lines NAME=value in /etc/vigia.env, which a cloud-config or a wrapper writes.
#   VIGIA_SOURCE      where this repository is: a git URL, or a folder that is on the machine already
#   VIGIA_REF         branch or tag of it; default main
#   VIGIA_JOIN        a join token: then the machine only joins the Swarm of the manager VIGIA_MANAGER (host or host:port)
#   VIGIA_MANAGER
#   VIGIA_ADVERTISE   address at which other nodes reach this one; default: the machine's first
#   VIGIA_OVERLAYS    such as "sentinel encrypted"; dnsrr is added where the kernel has no IPVS
#   VIGIA_KEYS_FILE   a file of API keys; default: one key is made, which may do everything
#   and those of swarm/deploy.sh, such as REPOSITORY and VERSION of the images
set -euo pipefail

say() { printf 'vigia user-data: %s\n' "$1" >&2; }

fail() {
    say "$1"
    exit 1
}

settings() {
    if [ -f /etc/vigia.env ]; then
        set -a
        # shellcheck source=/dev/null
        . /etc/vigia.env
        set +a
    fi
    source_of="${VIGIA_SOURCE:-}"
    home="${VIGIA_HOME:-/opt/vigia}"
    stack="${STACK:-vigia}"
}

install_engine() {
    if command -v docker >/dev/null && command -v git >/dev/null; then return; fi
    say "installing Docker and git"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends docker.io git ca-certificates iptables >/dev/null
}

start_engine() {
    docker version >/dev/null 2>&1 && return
    if [ -d /run/systemd/system ]; then
        systemctl enable --now docker
    else
        say "there is no systemd: starting dockerd by hand, which nobody will do after the next start of this machine"
        setsid dockerd >/var/log/dockerd.log 2>&1 &
    fi
    local tries=0
    until docker version >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 60 ] || fail "the engine does not answer"
        sleep 1
    done
}

join_swarm() {
    [ "$(docker info --format '{{.Swarm.LocalNodeState}}')" != active ] || return 0
    local advertise="${VIGIA_ADVERTISE:-$(hostname -I | cut -d ' ' -f 1)}"
    if [ -n "${VIGIA_JOIN:-}" ]; then
        [ -n "${VIGIA_MANAGER:-}" ] || fail "VIGIA_JOIN is set, and VIGIA_MANAGER must say which manager to join"
        case "$VIGIA_MANAGER" in *:*) ;; *) VIGIA_MANAGER="$VIGIA_MANAGER:2377" ;; esac
        docker swarm join --token "$VIGIA_JOIN" --advertise-addr "$advertise" "$VIGIA_MANAGER"
    else
        docker swarm init --advertise-addr "$advertise" >/dev/null
    fi
}

# Sets files to the folder of this repository.
fetch_files() {
    [ -n "$source_of" ] || fail "VIGIA_SOURCE must say where the repository is: a git URL, or a folder"
    if [ -d "$source_of" ]; then
        files="$source_of"
        return
    fi
    files="$home"
    if [ -d "$home/.git" ]; then
        git -C "$home" fetch --quiet --depth 1 origin "${VIGIA_REF:-main}"
        git -C "$home" checkout --quiet --detach FETCH_HEAD
    else
        git clone --quiet --depth 1 --branch "${VIGIA_REF:-main}" "$source_of" "$home"
    fi
}

# A kernel without IPVS has neither virtual addresses nor the ingress network.
has_ipvs() { [ -e /proc/net/ip_vs ] || modprobe ip_vs 2>/dev/null; }

deploy() {
    local overlays secrets="/root/$stack-secrets"
    read -r -a overlays <<<"${VIGIA_OVERLAYS:-}"
    if ! has_ipvs && [[ " ${overlays[*]} " != *" dnsrr "* ]]; then
        say "this kernel has no IPVS: dnsrr is added to the overlays"
        overlays=(dnsrr "${overlays[@]}")
    fi
    # The API key is said on standard error.
    (umask 077 && "$files/swarm/secrets.sh" ${VIGIA_KEYS_FILE:+"$VIGIA_KEYS_FILE"} >>"$secrets" 2>&1) || fail "the secrets could not be made; $secrets says why"
    say "passwords and the first API key are in $secrets: put them where you keep such things, and delete it"
    "$files/swarm/deploy.sh" "${overlays[@]}"
}

# Whether each service has all of its replicas.
is_whole() {
    local replicas
    replicas="$(docker stack services --format '{{.Replicas}}' "$stack")" && ! grep -qvE '^([0-9]+)/\1( |$)' <<<"$replicas"
}

await_stack() {
    local tries=0
    until is_whole; do
        tries=$((tries + 1))
        if [ "$tries" -ge 120 ]; then
            docker stack services "$stack" >&2
            fail "after ten minutes not every replica runs; 'docker stack ps --no-trunc $stack' says why"
        fi
        sleep 5
    done
}

settings
install_engine
start_engine
join_swarm
if [ -n "${VIGIA_JOIN:-}" ]; then
    say "joined; the managers give it work"
    exit 0
fi
fetch_files
deploy
await_stack
say "the stack '$stack' runs: http://this-machine:${VIGIA_PORT:-4000}; 'docker swarm join-token worker' tells what other machines want as VIGIA_JOIN"
