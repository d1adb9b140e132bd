package io.vigia.models.app;

import io.vigia.models.train.EpochListener;
import java.io.Console;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A training on the error stream: a bar in a terminal, a line an epoch elsewhere. */
final class Progress implements EpochListener, AutoCloseable {
    private static final int WIDTH = 100;

    private final boolean terminal = inTerminal();
    private final int epochs;
    private final ProgressBar bar;

    Progress(int epochs, int windows) {
        this.epochs = epochs;
        bar = new ProgressBarBuilder()
                .setTaskName("Training")
                .setInitialMax((long) epochs * windows)
                .setUnit(" windows", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new DelegatingProgressBarConsumer(line -> show("\r" + line), WIDTH))
                .build();
    }

    @Override
    public void shown(int windows) {
        bar.stepBy(windows);
    }

    @Override
    public void ended(int epoch, double trainingError, double validationError) {
        String said = String.format(
                Locale.ROOT, "epoch %d/%d, error %.4f, validation %.4f", epoch, epochs, trainingError, validationError);
        bar.setExtraMessage(said);
        if (!terminal) {
            System.err.println(said);
        }
    }

    @Override
    public void close() {
        bar.close();
        show(System.lineSeparator());
    }

    private void show(String text) {
        if (terminal) {
            System.err.print(text);
            System.err.flush();
        }
    }

    private static boolean inTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on a console is there without a terminal too, and says which it is.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
