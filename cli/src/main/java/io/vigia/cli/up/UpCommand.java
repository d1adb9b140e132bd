package io.vigia.cli.up;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;

/** {@code vigia up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything in one process: a Kafka broker, the three services and a store in memory.",
            "Press Ctrl-C to stop. The next start continues with all its data."
        })
public final class UpCommand implements Runnable {
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public void run() {
        ServiceLauncher.main(this::start);
        try {
            stopped.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private ConfigurableApplicationContext start() {
        UpOutput output = UpOutput.of(Variables.process());
        PrintStream out = output.stream();
        OneProcess vigia = OneProcess.start(Variables.process(), out);
        SpringApplication.getShutdownHandlers().add(() -> {
            vigia.close();
            out.println("Stopped.");
            stopped.countDown();
        });
        vigia.awaitReady(out);
        if (vigia.services().isActive()) {
            if (output.isJson()) {
                out.println("Vigía is ready: http://localhost:" + vigia.port() + "/ " + vigia.facts());
            } else {
                welcome(vigia, out);
            }
        }
        return vigia.services();
    }

    private static void welcome(OneProcess vigia, PrintStream out) {
        String base = "localhost:" + vigia.port();
        String management = "http://localhost:" + vigia.managementPort();
        out.println();
        out.println("Vigía is ready: http://" + base + "/");
        vigia.facts().forEach((name, fact) -> out.printf("  %-10s %s%n", name, fact));
        out.printf("  %-10s %s%n", "wall", "http://" + base + "/wall");
        out.printf("  %-10s %s%n", "docs", "http://" + base + "/docs");
        out.printf("  %-10s %s%n", "health", management + "/health/ready");
        out.printf("  %-10s %s%n", "metrics", management + "/metrics");
        out.println();
        out.println("Try:");
        out.println("  curl '" + base + "/nuevo?dato=21.5'");
        out.println("  curl '" + base + "/detectar?dato=95'");
        out.println("  curl '" + base + "/listar'");
        out.println();
        out.println("Press Ctrl-C to stop.");
    }
}
