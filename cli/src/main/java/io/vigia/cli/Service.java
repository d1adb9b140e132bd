package io.vigia.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Starts a service and never returns; a signal ends the process. */
abstract class Service implements Runnable {
    private final Consumer<String[]> main;

    Service(Consumer<String[]> main) {
        this.main = main;
    }

    @Override
    public void run() {
        main.accept(new String[0]);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
