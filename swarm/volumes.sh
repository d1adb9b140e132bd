#!/usr/bin/env bash
# Copies the volumes of the stack, each while the service that writes it is stopped; run it on the node that has them, a manager.
#   swarm/volumes.sh backup FOLDER       writes FOLDER/kafka.tar.gz and so on
#   swarm/volumes.sh restore FOLDER      puts them back in place of what is there
# STACK (vigia); VOLUMES ("kafka redis grafana": a service and its volume have the same name); IMAGE (vigia/tools), which has tar.
set -euo pipefail

readonly STACK="${STACK:-vigia}" IMAGE="${IMAGE:-${REPOSITORY:-vigia}/tools:${VERSION:-latest}}"
read -r -a volumes <<<"${VOLUMES:-kafka redis grafana}"
action="${1:-}"
folder="${2:-}"

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

replicas_of() { docker service inspect --format '{{.Spec.Mode.Replicated.Replicas}}' "$1"; }

# with_volume VOLUME COMMAND: as root, in a container that has it and the folder.
with_volume() {
    docker run --rm --network none --user 0:0 --volume "$STACK"_"$1":/volume --volume "$folder":/backup --entrypoint bash "$IMAGE" -c "$2"
}

for volume in "${volumes[@]}"; do
    if [ "$action" = restore ] && [ ! -f "$folder/$volume.tar.gz" ]; then
        say "$folder/$volume.tar.gz is not there; nothing more is restored"
        exit 1
    fi
done
for volume in "${volumes[@]}"; do
    service="$STACK"_"$volume"
    replicas="$(replicas_of "$service")"
    [ "$replicas" -eq 0 ] || docker service scale --detach=false "$service=0" >/dev/null
    until [ -z "$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$service")" ]; do sleep 0.5; done
    say "$action of $volume"
    if [ "$action" = backup ]; then
        with_volume "$volume" "tar -C /volume -cz -f /backup/$volume.tar.gz.new . && mv /backup/$volume.tar.gz.new /backup/$volume.tar.gz"
    else
        with_volume "$volume" "find /volume -mindepth 1 -delete && tar -C /volume -xzp -f /backup/$volume.tar.gz"
    fi
    [ "$replicas" -eq 0 ] || docker service scale --detach=false "$service=$replicas" >/dev/null
done
