package io.vigia.terminal;

import io.vigia.settings.LogFormat;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on the error stream, where a terminal shows it; none in a pipe or a log. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 79;

    private final ProgressBar bar;
    private final boolean shown;

    private Progress(ProgressBar bar, boolean shown) {
        this.bar = bar;
        this.shown = shown;
    }

    /** A bar that is full at {@code total} steps. */
    public static Progress of(String task, long total) {
        boolean shown = LogFormat.AUTO.decided() == LogFormat.PLAIN;
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                .setConsumer(new DelegatingProgressBarConsumer(line -> show(shown, "\r" + line), WIDTH))
                .build();
        return new Progress(bar, shown);
    }

    /** So many more steps are done. */
    public void add(long steps) {
        bar.stepBy(steps);
    }

    /** Prints a line that stays: above the bar, or alone where no bar is shown. */
    public void say(String line) {
        System.err.println(shown ? "\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) : line);
    }

    @Override
    public void close() {
        bar.close();
        show(shown, System.lineSeparator());
    }

    private static void show(boolean shown, String text) {
        if (shown) {
            System.err.print(text);
            System.err.flush();
        }
    }
}
