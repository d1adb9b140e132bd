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
            "Measures the whole pipeline in this process, each number beside its own limit, and prints a table.",
            "Uses a broker of its own on free ports of loopback and a temporary folder; touches nothing of yours."
        })
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--quick", description = "About a minute in place of ten; numbers are lower.")
    private boolean quick;

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each measurement; default 3, with --quick 1.")
    private @Nullable Integer runs;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these: single, batch, scoring, detect, memory, sink.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            description = "A Redis with RedisTimeSeries that the sink is measured on; its own keys are deleted"
                    + " afterwards. Default: REDIS_HOST and REDIS_PORT; neither: the sink is not measured.")
    private @Nullable String redis;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes the table there too.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Variables variables = Variables.process();
        List<Scenario> scenarios = chosen(variables);
        BenchPlan plan = plan();
        PrintStream table = System.out;
        // What the broker and the services log has no place in the table.
        System.setOut(System.err);
        String machine = Machine.description();
        List<Comparison> lines = new ArrayList<>();
        try (BenchEnvironment workshop = new BenchEnvironment(variables)) {
            for (Scenario scenario : scenarios) {
                System.err.println("vigia bench: " + scenario.name() + "…");
                lines.addAll(scenario.run(workshop, plan));
            }
        } finally {
            // One that fails, after a quarter of an hour maybe, takes nothing from what was measured before it.
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
            throw refused("--runs is " + asked + "; allowed are 1 to 100");
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
            throw refused("the sink is measured on a Redis with RedisTimeSeries; name one by --redis or REDIS_HOST");
        } else {
            System.err.println("vigia bench: the sink is not measured; name a Redis by --redis or REDIS_HOST");
        }
        List<String> names = all.stream().map(Scenario::name).toList();
        only.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(unknown -> {
            throw refused("--only is '" + unknown + "'; allowed are " + String.join(", ", names));
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
                throw refused(address + " is no Redis that the sink can be measured on: " + why
                        + "; start one with RedisTimeSeries, or leave the sink out");
            });
            return sink;
        } catch (IndexOutOfBoundsException | NumberFormatException noAddress) {
            throw refused(String.format(Locale.ROOT, "--redis is '%s'; expected is host:port", address));
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), sentence);
    }
}
