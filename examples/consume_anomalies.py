#!/usr/bin/env python3
"""Prints the anomalies of every sensor as they come, one a line, until Ctrl-C.

    pip install -r examples/requirements.txt
    python3 examples/consume_anomalies.py [GROUP]

Several of one GROUP (default: anomaly-printer) share the sensors, and each goes on where the group was.
KAFKA_BOOTSTRAP_SERVERS and VIGIA_TOPIC_PREFIX as for Vigía itself.
"""

import json
import os
import sys

from kafka import KafkaConsumer


def bound(value):
    """A bound is null where no value would be an anomaly on that side."""
    return "-" if value is None else value


consumer = KafkaConsumer(
    os.environ.get("VIGIA_TOPIC_PREFIX", "vigia") + ".anomalies.v1",
    bootstrap_servers=os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092").split(","),
    group_id=sys.argv[1] if len(sys.argv) > 1 else "anomaly-printer",
    auto_offset_reset="earliest",
    # What the detector takes back after a crash is never seen.
    isolation_level="read_committed",
)
try:
    for record in consumer:
        # A CloudEvent in binary mode: its attributes are headers, its data is the value.
        event = {name: value.decode() for name, value in record.headers}
        if event.get("ce_type") != "io.vigia.anomaly.v1":
            continue
        anomaly = json.loads(record.value)
        print(
            f"{event['ce_time']} {event['ce_subject']} {anomaly['value']}"
            f" expected {bound(anomaly['lower'])} to {bound(anomaly['upper'])}: {anomaly['severity']}",
            flush=True,
        )
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
