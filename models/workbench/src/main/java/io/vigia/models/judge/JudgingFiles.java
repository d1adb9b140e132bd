package io.vigia.models.judge;

import io.vigia.models.plot.SeriesPlot;
import io.vigia.models.series.JudgedSeries;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes what is wanted of each series beside the report. */
public final class JudgingFiles {
    private final @Nullable NabResults results;
    private final @Nullable TraceFile traces;
    private final @Nullable Path plots;
    private final String model;

    /**
     * @param model what the pictures call the model
     * @param own the model's own folder below those of traces and plots; empty if it shares them with no other
     * @param detector the model's name in result files
     * @param results folder of result files, null for none
     * @param traces folder of traces, null for none
     * @param plots folder of plots, null for none
     */
    public JudgingFiles(
            String model,
            String own,
            String detector,
            @Nullable Path results,
            @Nullable Path traces,
            @Nullable Path plots) {
        this.results = results == null ? null : new NabResults(results, detector);
        this.traces = traces == null ? null : new TraceFile(traces.resolve(own));
        this.plots = plots == null ? null : plots.resolve(own);
        this.model = model;
    }

    /** Writes what is wanted of one series. */
    public void write(LabelledSeries series, StreamRun run) {
        if (results != null) {
            results.write(series, run.alarms());
        }
        if (traces != null) {
            traces.write(series, run);
        }
        if (plots != null) {
            Path file = plots.resolve(series.imageName());
            JudgedSeries judged = JudgedSeries.of(series.series(), run.judgements());
            WholeFile.write(file, SeriesPlot.png(series.name() + ", " + model, judged, series.labels()));
        }
    }
}
