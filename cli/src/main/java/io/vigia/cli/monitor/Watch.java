package io.vigia.cli.monitor;

/** A source of snapshots of a pipeline. */
interface Watch extends AutoCloseable {
    /** How many of the latest anomalies are shown. */
    int MOST_ANOMALIES = 20;

    /** Takes a snapshot. Never throws: a failure is part of the snapshot. */
    PipelineSnapshot look();

    @Override
    void close();
}
