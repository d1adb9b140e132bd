/** Readings → windows → network → scores, anomalies and detections, as one Kafka Streams topology. */
@NullMarked
package io.vigia.detector.topology;

import org.jspecify.annotations.NullMarked;
