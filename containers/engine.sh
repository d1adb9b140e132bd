# shellcheck shell=bash
# A container engine for the tests: the one that answers, or one of our own, installed from Debian where it is missing, started without
# systemd, with its images in a cache outside the repository. Sourced; needs root for an engine of its own.

engine_cache="${VIGIA_CONTAINER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/vigia/containers}"
engine_pid=""

say() { printf 'vigia test --containers: %s\n' "$1" >&2; }

fail() {
    say "$1"
    exit 1
}

apt_install() {
    [ "$(id -u)" -eq 0 ] || fail "'$*' must be installed, which needs root; install it, or run this as root"
    command -v apt-get >/dev/null || fail "'$*' must be installed, and this machine has no apt-get; install it"
    say "installing $*"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Uses the engine that answers, or starts one: sets DOCKER_HOST then.
start_engine() {
    if command -v docker >/dev/null && docker version >/dev/null 2>&1; then
        say "using the engine that answers: $(docker version --format '{{.Server.Version}}')"
        return
    fi
    if ! command -v dockerd >/dev/null || ! command -v iptables >/dev/null; then
        apt_install docker.io iptables
        # With systemd it runs as soon as it is installed.
        if docker version >/dev/null 2>&1; then return; fi
    fi
    [ "$(id -u)" -eq 0 ] || fail "no container engine answers, and starting one needs root; start Docker, or run this as root"
    local tries=0
    engine_folder="$(mktemp -d)"
    mkdir -p "$engine_cache"
    DOCKER_HOST="unix://$engine_folder/docker.sock"
    export DOCKER_HOST
    # A session of its own: a Ctrl-C in the terminal is for the tests, which end it afterwards.
    setsid dockerd --data-root "$engine_cache/engine" --exec-root "$engine_folder/exec" --host "$DOCKER_HOST" \
        --pidfile "$engine_folder/pid" >"$engine_folder/log" 2>&1 &
    until docker version >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -gt 120 ]; then
            tail -n 20 "$engine_folder/log" >&2
            fail "dockerd did not answer within a minute; the end of its log is above"
        fi
        sleep 0.5
    done
    engine_pid="$(cat "$engine_folder/pid")"
    say "started an engine: $(docker version --format '{{.Server.Version}}'), process $engine_pid"
    remove_leftovers
}

# What a run left that was broken off starts again with its engine, and would slow down this one. The engine is ours alone.
remove_leftovers() {
    docker swarm leave --force >/dev/null 2>&1 || true
    local left
    left="$(docker ps -aq)"
    [ -n "$left" ] || return 0
    say "removing what a run left that was broken off: $(wc -l <<<"$left") containers"
    # Words on purpose: several containers.
    # shellcheck disable=SC2086
    docker rm -f -v $left >/dev/null
    docker network prune -f >/dev/null
    docker volume prune -f >/dev/null
}

# Ends the engine that we started, by its process. Run when the script ends, so nothing in here may change how it ended.
stop_engine() {
    [ -n "$engine_pid" ] || return 0
    kill -TERM "$engine_pid" 2>/dev/null || true
    while kill -0 "$engine_pid" 2>/dev/null; do sleep 0.2; done
    engine_pid=""
    local mounted
    # After a container that used the network of its host, the engine leaves that name space mounted in its folder.
    while read -r _ mounted _; do
        case "$mounted" in "$engine_folder"/*) umount "$mounted" || true ;; esac
    done </proc/self/mounts
    rm -rf "$engine_folder" || say "could not remove $engine_folder (see above)"
}

# Docker's client finds its plug-ins in a configuration folder; ours is used where the machine has no Compose 2.
find_compose() {
    if docker compose version >/dev/null 2>&1; then
        return
    fi
    local plugins="$engine_cache/docker-config/cli-plugins"
    if [ ! -x "$plugins/docker-compose" ]; then
        mkdir -p "$plugins"
        fetch_compose "$plugins/docker-compose"
    fi
    export DOCKER_CONFIG="$engine_cache/docker-config"
    docker compose version >/dev/null || fail "Compose 2 does not run here; install the docker-compose-plugin of your system"
}

# Where this machine gets its packages; nothing if it has no apt.
debian_mirror() {
    # apt's own placeholder, not the shell's.
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep -v security | head -n 1
}

# Debian has Compose 2 since trixie, and that package is one static program; only its file is taken, from where this machine gets its own.
fetch_compose() {
    local mirror work apt
    mirror="$(debian_mirror)"
    [ -n "$mirror" ] || fail "no apt source is known, from which Compose 2 could come; install the docker-compose-plugin of your system"
    say "getting Compose 2 from Debian"
    work="$(mktemp -d)"
    mkdir -p "$work/lists/partial"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >"$work/sources.list"
    apt=(-qq -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$work/lists"
        -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root)
    apt-get "${apt[@]}" update
    (cd "$work" && apt-get "${apt[@]}" download docker-compose && dpkg-deb -x docker-compose_*.deb package)
    cp "$work/package/usr/libexec/docker/cli-plugins/docker-compose" "$1"
    rm -rf "$work"
}

# build_image ARGUMENTS: with BuildKit where the client has it, else with the engine's own builder.
build_image() {
    if docker buildx version >/dev/null 2>&1; then
        docker buildx build --load --network none "$@"
    else
        DOCKER_BUILDKIT=0 docker build --network none "$@"
    fi
}
