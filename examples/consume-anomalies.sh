#!/bin/sh
# Prints the anomalies of every sensor as they come, one a line, until Ctrl-C.
#   examples/consume-anomalies.sh [WHERE]     from `end` (default), `beginning`, or -10: the last ten of each partition
# Wants kcat and jq (Debian: apt-get install kcat jq). KAFKA_BOOTSTRAP_SERVERS and VIGIA_TOPIC_PREFIX as for Vigía itself.
set -eu

# read_committed: what the detector takes back after a crash is never seen. kcat -J gives headers as name, value, name, …
kcat -C -q -u -J \
    -b "${KAFKA_BOOTSTRAP_SERVERS:-localhost:9092}" \
    -t "${VIGIA_TOPIC_PREFIX:-vigia}.anomalies.v1" \
    -o "${1:-end}" \
    -X isolation.level=read_committed |
    jq --unbuffered -r '
        (.headers as $h | [range(0; $h | length; 2) | {key: $h[.], value: $h[. + 1]}] | from_entries) as $event
        | select($event.ce_type == "io.vigia.anomaly.v1")
        | (.payload | fromjson) as $anomaly
        | "\($event.ce_time) \($event.ce_subject) \($anomaly.value)"
          + " expected \($anomaly.lower // "-") to \($anomaly.upper // "-"): \($anomaly.severity)"'
