package io.vigia.cli.demo;

import io.vigia.cli.api.ApiKeySetting;
import io.vigia.cli.api.BaseUrl;
import io.vigia.cli.api.HttpCalls;
import io.vigia.cli.api.Pause;
import io.vigia.cli.api.ReadingsApi;
import io.vigia.cli.api.VerdictsApi;
import io.vigia.cli.up.OneProcess;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.Variables;
import io.vigia.wording.LivePage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigia demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Sends a generated day of sensor data with faults, and reports which faults were detected.",
            "Uses the running Vigía; if none is running, starts one for the demo, with its data in VIGIA_DATA."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String ANSWERS = "/api/v1/sensors?limit=1";

    @Option(
            names = "--url",
            converter = BaseUrl.class,
            description = "URL of a running Vigía (default: http://localhost:PORT)")
    private @Nullable URI url;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Seed of the generated data (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Override
    public Integer call() {
        URI target = url == null ? URI.create("http://localhost:" + port()) : url;
        if (url != null) {
            calls(target).knock();
        }
        if (url != null || calls(target).answers(ANSWERS)) {
            System.out.println("See " + run(target, target));
            return 0;
        }
        String page;
        try (OneProcess vigia = OneProcess.start(Variables.process(), System.err)) {
            vigia.awaitReady(System.err);
            page = run(URI.create("http://localhost:" + vigia.port()), target);
        }
        System.out.println("The data is kept. To see it, run './vigia up' and open " + page);
        return 0;
    }

    /** Returns the link to the live page at {@code shown}. */
    private String run(URI target, URI shown) {
        HttpCalls calls = calls(target);
        long now = System.currentTimeMillis();
        // Sensors of this run alone: sent again to the same ones, the day would be late.
        String run = Long.toString(now / 1_000, Character.MAX_RADIX).toLowerCase(Locale.ROOT);
        List<DemoSensor> plant = DemoSensor.plant(run, seed);
        new Demo(new ReadingsApi(calls), new VerdictsApi(calls, Pause.REAL), System.out).run(plant, now);
        return LivePage.of(
                shown,
                plant.stream().map(DemoSensor::id).toList(),
                now - Duration.ofDays(1).toMillis(),
                now);
    }

    private static HttpCalls calls(URI target) {
        return new HttpCalls(target, ApiKeySetting.from(Variables.process()), Duration.ofMinutes(1), Pause.REAL);
    }

    private static int port() {
        return WebSettings.PORT.from(Variables.process());
    }
}
