#!/usr/bin/env bash
# Scales the detectors on what waits for them in Kafka: one more when it is much, one less when it was little for long. Run it on the
# manager where Prometheus is, as a service of systemd or in a terminal; it looks until it is ended.
#   swarm/scale-on-lag.sh
# Settings, as variables: STACK (vigia), FEWEST (2), MOST (12: there are 12 partitions), HIGH and LOW in readings (10000, 500),
# EVERY in s (15), SETTLE in s (60: moving partitions makes lag of its own), CALM in looks (20), LOOKS (for ever).
set -euo pipefail

readonly SERVICE="${STACK:-vigia}_stream-detector" PROMETHEUS="${STACK:-vigia}_prometheus"
readonly FEWEST="${FEWEST:-2}" MOST="${MOST:-12}" HIGH="${HIGH:-10000}" LOW="${LOW:-500}"
readonly EVERY="${EVERY:-15}" SETTLE="${SETTLE:-60}" CALM="${CALM:-20}" LOOKS="${LOOKS:-0}"
# Readings that wait to be judged, in the worst partition, and scores that wait to be stored. No number without a detector.
readonly LAG='((max(kafka_consumer_fetch_manager_records_lag_max{client_id=~".+-StreamThread-[0-9]+-consumer"} >= 0) or vector(0)) + (sum(vigia_sink_lag) or vector(0))) and on() (count(up{service="stream-detector"} == 1) > 0)'

say() { printf '%s scale-on-lag: %s\n' "$(date +%FT%T)" "$1"; }

# A whole number, or nothing.
lag() {
    local container
    container="$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$PROMETHEUS" | head -n 1)"
    [ -n "$container" ] || return 0
    docker exec "$container" promtool query instant http://localhost:9090 "$LAG" 2>/dev/null \
        | sed -n 's/.*=> \([0-9][0-9.e+]*\) @.*/\1/p' | head -n 1 | awk '{ printf "%.0f", $1 }' || true
}

# scale TO LAG
scale() {
    say "lag $2: $SERVICE=$1"
    docker service scale --detach "$SERVICE=$1" >/dev/null
    calm=0
    sleep "$SETTLE"
}

look() {
    local waiting replicas
    waiting="$(lag)"
    replicas="$(docker service inspect --format '{{.Spec.Mode.Replicated.Replicas}}' "$SERVICE")"
    if [ -z "$waiting" ]; then
        say "Prometheus tells no lag (not on this node, or no detector is up); nothing is changed"
        calm=0
    elif [ "$waiting" -gt "$HIGH" ]; then
        calm=0
        [ "$replicas" -ge "$MOST" ] || scale $((replicas + 1)) "$waiting"
    elif [ "$waiting" -lt "$LOW" ] && [ "$replicas" -gt "$FEWEST" ]; then
        calm=$((calm + 1))
        [ "$calm" -lt "$CALM" ] || scale $((replicas - 1)) "$waiting"
    else
        calm=0
    fi
}

calm=0
looked=0
while [ "$LOOKS" -eq 0 ] || [ "$looked" -lt "$LOOKS" ]; do
    look
    looked=$((looked + 1))
    sleep "$EVERY"
done
