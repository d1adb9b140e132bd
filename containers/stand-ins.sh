# shellcheck shell=bash
# Images under their public names for machines from which no image registry is reachable: made from Debian packages, this machine's newest
# JDK, the broker's jars of our own build and the Redis of the other tests. They speak the same configuration, as far as the tests use it.
# Sourced after engine.sh, with root set.

# shellcheck disable=SC2154 # root and engine_cache come from who sources this.
stand_ins="$root/containers/stand-ins"

# have IMAGE: it is there, or can be pulled. Asked once a run whether a registry answers at all.
have() {
    docker image inspect "$1" >/dev/null 2>&1 && return 0
    [ "${registry:=unknown}" != away ] || return 1
    if timeout 300 docker pull -q "$1" >/dev/null 2>&1; then
        registry=there
        return 0
    fi
    [ "$registry" = there ] || registry=away
    return 1
}

# A stand-in is made again when what it is made of changes; a pulled image is left alone: is_current IMAGE KEY
is_current() {
    local label
    label="$(docker image inspect --format '{{index .Config.Labels "vigia.stand-in"}}' "$1" 2>/dev/null)" || return 1
    [ "$label" = "$2" ]
}

is_stand_in() {
    [ -n "$(docker image inspect --format '{{index .Config.Labels "vigia.stand-in"}}' "$1" 2>/dev/null)" ]
}

# stand_in IMAGE KEY FOLDER DOCKERFILE: builds it from a folder, unless it is the same as last time.
stand_in() {
    if is_current "$1" "$2"; then return; fi
    say "making a stand-in for $1"
    build_image -q --label "vigia.stand-in=$2" -t "$1" -f "$stand_ins/$4" "$3" >/dev/null
}

needs_stand_in() {
    docker image inspect "$1" >/dev/null 2>&1 && ! is_stand_in "$1" && return 1
    is_stand_in "$1" || ! have "$1"
}

key_of() { find "$@" -type f -exec sha256sum {} + | sed 's/ .*//' | sort | sha256sum | cut -c 1-16; }

# Debian with what the stand-ins run: everything in one, as nobody looks at its size.
debian() {
    if docker image inspect "$DEBIAN" >/dev/null 2>&1; then return; fi
    command -v debootstrap >/dev/null || apt_install debootstrap
    local mirror folder
    mirror="$(debian_mirror)"
    say "making a Debian base"
    folder="$(mktemp -d)"
    debootstrap --variant=minbase --include=bash,ca-certificates,tzdata bookworm "$folder" "$mirror" >"$folder.log" 2>&1 \
        || fail "debootstrap failed; its output is in $folder.log"
    # Beyond minbase apt resolves better than debootstrap does; scripts of packages must not start their daemons.
    printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
    chmod 755 "$folder/usr/sbin/policy-rc.d"
    cp /etc/resolv.conf "$folder/etc/"
    cp -r /etc/apt/apt.conf.d/. "$folder/etc/apt/apt.conf.d/"
    chroot "$folder" sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends haproxy prometheus && apt-get clean' \
        >>"$folder.log" 2>&1 || fail "HAProxy and Prometheus could not be installed; the output is in $folder.log"
    rm -rf "$folder"/var/lib/apt/lists/* "$folder/etc/resolv.conf"
    tar -C "$folder" -c . | docker import - "$DEBIAN" >/dev/null
    rm -rf "$folder" "$folder.log"
}

jre() {
    # shellcheck disable=SC2154
    local folder="$engine_cache/jre-context"
    rm -rf "$folder"
    mkdir -p "$folder"
    # A whole JDK but for what only a build uses.
    tar -C "$JAVA_HOME/" -ch --exclude=./jmods --exclude=./lib/src.zip --exclude=./demo --exclude=./man --exclude=./include . \
        | (mkdir "$folder/java" && tar -C "$folder/java" -x)
    stand_in "$1" "$(key_of "$JAVA_HOME/release" "$stand_ins/jre.Dockerfile")" "$folder" jre.Dockerfile
    rm -rf "$folder"
}

kafka() {
    local folder="$engine_cache/kafka-context"
    rm -rf "$folder"
    mkdir -p "$folder/opt/kafka/libs"
    find "$root/cli/target/lib" -name '*.jar' ! -name 'vigia-*' ! -name 'spring-*' ! -name 'onnxruntime-*' ! -name 'tomcat-*' \
        -exec cp {} "$folder/opt/kafka/libs/" \;
    cp "$stand_ins/kafka-start" "$stand_ins/kafka-logback.xml" "$folder/opt/kafka/"
    stand_in "$1" "$(key_of "$folder" "$stand_ins/kafka.Dockerfile")" "$folder" kafka.Dockerfile
    rm -rf "$folder"
}

redis() {
    local folder="$engine_cache/redis-context" home
    home="$("$root/testing/testkit/fetch-redis.sh")" || fail "there is no Redis with TimeSeries for a stand-in (see above)"
    rm -rf "$folder"
    mkdir -p "$folder/opt/redis"
    cp "$home"/* "$folder/opt/redis/"
    cp "$stand_ins/redis-entrypoint.sh" "$folder/opt/redis/docker-entrypoint.sh"
    stand_in "$1" "$(key_of "$folder" "$stand_ins/redis.Dockerfile")" "$folder" redis.Dockerfile
    rm -rf "$folder"
}

# Pulls what the tests run, or makes it.
base_images() {
    local image needed=()
    for image in "$JRE" "$KAFKA" "$REDIS" "$HAPROXY" "$PROMETHEUS"; do
        ! needs_stand_in "$image" || needed+=("$image")
    done
    [ "${#needed[@]}" -gt 0 ] || return 0
    debian
    for image in "${needed[@]}"; do
        case "$image" in
            "$JRE") jre "$JRE" ;;
            "$HAPROXY") stand_in "$HAPROXY" "$(key_of "$stand_ins/haproxy.Dockerfile")" "$stand_ins" haproxy.Dockerfile ;;
            "$PROMETHEUS") stand_in "$PROMETHEUS" "$(key_of "$stand_ins/prometheus.Dockerfile")" "$stand_ins" prometheus.Dockerfile ;;
            "$REDIS") redis "$REDIS" ;;
        esac
    done
    # After the JRE, on which it stands.
    for image in "${needed[@]}"; do
        [ "$image" != "$KAFKA" ] || kafka "$KAFKA"
    done
}
