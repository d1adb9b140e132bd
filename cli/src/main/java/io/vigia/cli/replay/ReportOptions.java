package io.vigia.cli.replay;

import io.vigia.cli.files.OutputFile;
import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.contract.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the form of a report. */
final class ReportOptions {
    @Option(names = "--report", paramLabel = "FILE.html", description = "Write the report there as an HTML page")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replace FILE.html if it exists")
    private boolean force;

    @Option(names = "--json", description = "Print the report as one JSON object")
    private boolean json;

    /** Refuses a file that exists, before the work begins. */
    void check() {
        if (file != null) {
            OutputFile.requireFree(file, force);
        }
    }

    /**
     * Prints and writes the report.
     *
     * @param redis that also stores the results; null: none
     */
    void show(ReplayReport found, @Nullable RedisAddress redis, PrintWriter out) {
        if (file != null) {
            try {
                AtomicFile.write(file, new ReportPage(found).html().getBytes(StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new CommandFailedException("the report could not be written: " + failed, failed);
            }
        }
        if (json) {
            out.println(found.json());
        } else {
            found.print(out);
            out.println("'vigia replay delete " + found.prefix()
                    + (redis == null
                            ? "' deletes its topics."
                            : " --redis " + redis + "' deletes its topics and keys."));
        }
        out.flush();
    }
}
