package io.vigia.cli.monitor;

/** Somebody who can be asked how a pipeline is, again and again. */
interface Watch extends AutoCloseable {
    /** How many of the latest anomalies are shown. */
    int MOST_ANOMALIES = 20;

    /** Never throws: what is wrong is part of it. */
    PipelineSnapshot look();

    @Override
    void close();
}
