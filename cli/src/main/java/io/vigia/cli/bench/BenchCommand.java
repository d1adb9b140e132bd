package io.vigia.cli.bench;

import io.vigia.settings.Variables;
import io.vigia.store.redis.RedisSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the whole pipeline in this process, compares each result with its limit, and prints a table.",
            "Uses its own broker on free loopback ports and a temporary folder; your data is not touched."
        })
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "Run for about one minute instead of ten; the results are lower")
    private boolean quick;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "Number of runs of each measurement (default: 3, with --quick 1)")
    private @Nullable Integer runs;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Run only these: single, batch, scoring, detect, memory, sink")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            description = "Redis with RedisTimeSeries on which to measure the sink; the keys it writes are deleted"
                    + " afterwards (default: REDIS_HOST and REDIS_PORT; without both the sink is not measured)")
    private @Nullable String redis;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the table to this file")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Variables variables = Variables.process();
        List<Scenario> scenarios = chosen(variables);
        BenchPlan plan = plan();
        PrintStream table = System.out;
        // Logs of the broker and the services must not mix with the table.
        System.setOut(System.err);
        String machine = Machine.description();
        List<Comparison> lines = new ArrayList<>();
        try (BenchEnvironment workshop = new BenchEnvironment(variables)) {
            for (Scenario scenario : scenarios) {
                System.err.println("vigia bench: " + scenario.name() + "…");
                lines.addAll(scenario.run(workshop, plan));
            }
        } finally {
            // A failure, perhaps after a quarter of an hour, must not lose earlier measurements.
            publish(new BenchReport(machine, plan.runs(), lines).markdown(), table);
        }
        return 0;
    }

    private void publish(String report, PrintStream table) throws IOException {
        table.print(report);
        if (out != null) {
            Files.writeString(out, report);
        }
    }

    private BenchPlan plan() {
        int asked = runs == null ? (quick ? 1 : 3) : runs;
        if (asked < 1 || asked > 100) {
            throw refused("--runs is " + asked + "; must be 1 to 100");
        }
        return quick ? BenchPlan.quick(asked) : BenchPlan.full(asked);
    }

    private List<Scenario> chosen(Variables variables) {
        List<Scenario> all = new ArrayList<>(
                List.of(new SingleReadings(), new BatchReadings(), new Scoring(), new DetectCalls(), new Memory()));
        String address = redis == null ? configuredRedis(variables) : redis;
        if (!address.isEmpty()) {
            all.add(sink(address));
        } else if (only.contains("sink")) {
            throw refused(
                    "measuring the sink requires a Redis with RedisTimeSeries; give its address with --redis or REDIS_HOST");
        } else {
            System.err.println(
                    "vigia bench: the sink is not measured; to measure it, give a Redis with --redis or REDIS_HOST");
        }
        List<String> names = all.stream().map(Scenario::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(unknown -> {
            throw refused("--only is '" + unknown + "'; must be " + String.join(", ", names));
        });
        return all.stream()
                .filter(scenario -> only.isEmpty() || only.contains(scenario.name()))
                .toList();
    }

    private static String configuredRedis(Variables variables) {
        String host = variables.get(RedisSettings.HOST.variable());
        return host == null || host.isBlank() ? "" : host + ":" + RedisSettings.PORT.from(variables);
    }

    private Scenario sink(String address) {
        int colon = address.lastIndexOf(':');
        try {
            Sink sink = new Sink(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
            sink.refusal().ifPresent(why -> {
                throw refused("the sink cannot be measured on the Redis at " + address + ": " + why
                        + "; start a Redis with RedisTimeSeries, or leave the sink out");
            });
            return sink;
        } catch (IndexOutOfBoundsException | NumberFormatException noAddress) {
            throw refused(String.format(Locale.ROOT, "--redis is '%s'; must be host:port", address));
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), sentence);
    }
}
