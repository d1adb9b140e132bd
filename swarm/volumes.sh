#!/usr/bin/env bash
# Copies the volumes of the stack, each while the service that writes it is stopped; run it on the node that has them, a manager.
#   swarm/volumes.sh backup FOLDER       writes FOLDER/kafka.tar.gz and so on
#   swarm/volumes.sh restore FOLDER      puts them back in place of what is there; nobody reads or writes meanwhile
# STACK (vigia); VOLUMES ("kafka redis grafana": a service and its volume have the same name); IMAGE (vigia/tools), which has tar.
set -euo pipefail

readonly STACK="${STACK:-vigia}" IMAGE="${IMAGE:-${REPOSITORY:-vigia}/tools:${VERSION:-latest}}"
# Who goes back to an older Kafka with it: a producer that is ahead of its topic, or a state that is, would be refused or wrong.
readonly CLIENTS=(ingest-api stream-detector query-api notifier)
read -r -a volumes <<<"${VOLUMES:-kafka redis grafana}"
action="${1:-}"
folder="${2:-}"
declare -A stopped=()

say() { printf 'volumes: %s\n' "$1" >&2; }

case "$action" in
    backup | restore) ;;
    *) action="" ;;
esac
if [ -z "$action" ] || [ -z "$folder" ]; then
    say "say what: volumes.sh backup FOLDER, or volumes.sh restore FOLDER"
    exit 2
fi
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"

# stop SERVICE…: waits until none of them runs, here or on another node.
stop() {
    local service scales=()
    for service in "$@"; do
        stopped[$service]="$(docker service inspect --format '{{.Spec.Mode.Replicated.Replicas}}' "${STACK}_$service")"
        scales+=("${STACK}_$service=0")
    done
    docker service scale --detach=false "${scales[@]}" >/dev/null
    for service in "$@"; do
        until [ -z "$(docker ps --quiet --filter "label=com.docker.swarm.service.name=${STACK}_$service")" ]; do sleep 0.5; done
    done
}

# start SERVICE…: as many as there were; waits until they are healthy.
start() {
    local service scales=()
    for service in "$@"; do scales+=("${STACK}_$service=${stopped[$service]}"); done
    docker service scale --detach=false "${scales[@]}" >/dev/null
    for service in "$@"; do unset "stopped[$service]"; done
}

# A backup that fails leaves what it stopped running. A restore that fails leaves half a volume, which nobody may start on.
finish() {
    local code=$? service again=""
    if [ "$code" -ne 0 ] && [ "$action" = restore ] && [ "${#stopped[@]}" -gt 0 ]; then
        for service in "${!stopped[@]}"; do again+=" ${STACK}_$service=${stopped[$service]}"; done
        say "not restored, and left stopped; once a restore has ended: docker service scale$again"
        return
    fi
    [ "${#stopped[@]}" -eq 0 ] || start "${!stopped[@]}"
}

# with_volume VOLUME COMMAND: as root, in a container that has it and the folder.
with_volume() {
    docker run --rm --network none --user 0:0 --volume "${STACK}_$1":/volume --volume "$folder":/backup --entrypoint bash "$IMAGE" -c "$2"
}

backup() {
    local volume
    for volume in "${volumes[@]}"; do
        stop "$volume"
        say "backup of $volume"
        with_volume "$volume" "tar -C /volume -cz -f /backup/$volume.tar.gz.new . && mv /backup/$volume.tar.gz.new /backup/$volume.tar.gz"
        start "$volume"
    done
}

restore() {
    local volume
    for volume in "${volumes[@]}"; do
        with_volume "$volume" "tar -tz -f /backup/$volume.tar.gz >/dev/null" || {
            say "$folder/$volume.tar.gz is not there or not whole; nothing was touched"
            exit 1
        }
    done
    stop "${CLIENTS[@]}"
    stop "${volumes[@]}"
    for volume in "${volumes[@]}"; do
        say "restore of $volume"
        with_volume "$volume" "find /volume -mindepth 1 -delete && tar -C /volume -xzp -f /backup/$volume.tar.gz"
    done
    start "${volumes[@]}" "${CLIENTS[@]}"
}

trap finish EXIT
"$action"
