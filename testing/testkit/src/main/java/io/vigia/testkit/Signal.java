package io.vigia.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What the operating system tells a process to do. */
enum Signal {
    /** Stand still, with all connections open, as a machine does that swaps or a container that is frozen. */
    STOP,
    /** Go on. */
    CONT;

    /** Returns once it is sent. */
    void to(Process process) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
