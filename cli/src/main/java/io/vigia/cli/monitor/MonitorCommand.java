package io.vigia.cli.monitor;

import io.vigia.cli.api.ApiKeySetting;
import io.vigia.cli.api.BaseUrl;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.Pause;
import io.vigia.cli.kafka.QuietLogs;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.contract.Heartbeat;
import io.vigia.query.pipeline.Pipeline;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.LogFormat;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.terminal.KafkaOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia monitor}. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the state of the pipeline every two seconds: pending, in-flight, processed and failed records of each"
                    + " topic, every instance with its last heartbeat, the number of open incidents, and the latest anomalies. Press q to quit.",
            "Reads from query-api; with --kafka, directly from Kafka, and with --redis also from the store."
        })
public final class MonitorCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofMillis(Heartbeat.EVERY_MS);
    private static final int PLAIN_WIDTH = 140;
    private static final int FIRST_LOOKS = 5;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--url",
            converter = BaseUrl.class,
            defaultValue = "http://localhost:4000",
            description = "URL of Vigía or its query-api (default: ${DEFAULT-VALUE})")
    private URI url = URI.create("http://localhost:4000");

    @Mixin
    private KafkaOption kafkaOption = new KafkaOption();

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            converter = RedisAddress.Converter.class,
            description = "Also read from this Redis; requires --kafka")
    private @Nullable RedisAddress redis;

    @Option(names = "--once", description = "Print once and exit")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON object per refresh")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (redis != null && !kafkaOption.given()) {
            throw new ParameterException(
                    spec.commandLine(), "--redis requires --kafka; without it, query-api reads from its own Redis");
        }
        Variables variables = kafkaOption.variables();
        SeriesStore store = redis == null ? null : RedisSeriesStore.open(redis.in(variables));
        QuietLogs.begin();
        try (Watch watch = watch(variables, store)) {
            if (once) {
                PipelineSnapshot look = firstLook(watch);
                print(look);
                return look.trouble() == null ? 0 : 1;
            }
            if (json || LogFormat.AUTO.decided() != LogFormat.PLAIN) {
                return lines(watch);
            }
            new LiveScreen().run(watch, EVERY);
            return 0;
        }
    }

    private Watch watch(Variables variables, @Nullable SeriesStore store) {
        if (kafkaOption.given()) {
            return new KafkaWatch(kafkaOption.settings(), Clock.systemUTC(), store);
        }
        HttpCalls calls = new HttpCalls(url, ApiKeySetting.from(variables), Duration.ZERO, Pause.REAL);
        return new HttpWatch(url.toString(), calls);
    }

    /** Heartbeats and incidents are read from their topics first, which takes a moment. */
    private static PipelineSnapshot firstLook(Watch watch) {
        PipelineSnapshot look = watch.look();
        for (int i = 1; i < FIRST_LOOKS && isEarly(look); i++) {
            Pause.REAL.pass(EVERY.dividedBy(2));
            look = watch.look();
        }
        return look;
    }

    private static boolean isEarly(PipelineSnapshot look) {
        return look.pipeline() != null
                && (look.trouble() != null
                        || look.incidents() == null
                        || look.pipeline().instances().stream().noneMatch(Pipeline.Instance::alive));
    }

    private int lines(Watch watch) {
        while (!spec.commandLine().getOut().checkError()) {
            print(watch.look());
            Pause.REAL.pass(EVERY);
        }
        return 0;
    }

    private void print(PipelineSnapshot look) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(Json.bytes(look), StandardCharsets.UTF_8));
        } else {
            new Screen(look, PLAIN_WIDTH, ZoneId.systemDefault())
                    .lines(System.currentTimeMillis())
                    .forEach(line -> out.println(line.text()));
            out.println();
        }
        out.flush();
    }
}
