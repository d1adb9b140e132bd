package io.vigia.cli.bench;

import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.TsSource;
import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import java.util.List;
import java.util.Locale;
import org.springframework.context.ConfigurableApplicationContext;

/** Thousands of readings per call, four callers, compared with a producer that sends the same records. */
final class BatchReadings implements Scenario {
    private static final int CALLERS = 4;
    private static final int READINGS = 4_000;

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public List<Comparison> run(BenchEnvironment workshop, BenchPlan plan) {
        Variables run = workshop.newRun();
        try (ConfigurableApplicationContext services = workshop.ingestApi(run);
                ProducerLoop producer = new ProducerLoop(KafkaSettings.from(run), records())) {
            ClosedLoop loop = new ClosedLoop(ServiceLauncher.port(services), CALLERS);
            Requests ndjson = Requests.batches("application/x-ndjson", READINGS, BatchReadings::ndjson);
            Requests influx = Requests.batches("text/plain", READINGS, BatchReadings::influx);
            plan.warmUp().run(round -> producer.run(CALLERS, READINGS, round));
            List.of(ndjson, influx).forEach(call -> plan.warmUp().run(round -> loop.run(call, round)));
            Spread asNdjson = new Spread();
            Spread asInflux = new Spread();
            Spread alone = new Spread();
            for (int i = 0; i < plan.runs(); i++) {
                asNdjson.add(loop.run(ndjson, plan.load()).times(READINGS));
                asInflux.add(loop.run(influx, plan.load()).times(READINGS));
                alone.add(producer.run(CALLERS, READINGS, plan.load()));
            }
            return List.of(
                    line("NDJSON", asNdjson, alone, "≥ 250,000/s"),
                    line("line protocol", asInflux, alone, "≥ 250,000/s"));
        } finally {
            workshop.endRun(run);
        }
    }

    private static Comparison line(String form, Spread measured, Spread alone, String aim) {
        return new Comparison(
                "`/api/v1/readings`, " + form + ", readings acknowledged, 4,000 a call, 4 callers",
                "/s",
                measured,
                "`KafkaProducer` alone",
                alone,
                aim);
    }

    private static List<byte[][]> records() {
        return java.util.stream.IntStream.range(0, READINGS)
                .mapToObj(i -> new Reading(
                        "0197f3a5-4c1e-7b2a-9d3e-8f6a5b4c3d2e",
                        Series.sensor(i % 1_000),
                        Series.ts(i),
                        TsSource.CLIENT,
                        Series.value(i % 1_000, i),
                        false))
                .map(reading -> new byte[][] {
                    reading.sensor().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    EventJson.write((ReadingEvent) reading)
                })
                .toList();
    }

    private static String ndjson(int i) {
        int sensor = i % 1_000;
        return String.format(
                Locale.ROOT,
                "{\"sensor\":\"%s\",\"ts\":%d,\"value\":%s}",
                Series.sensor(sensor),
                Series.ts(i),
                Series.value(sensor, i));
    }

    private static String influx(int i) {
        int sensor = i % 1_000;
        return String.format(
                Locale.ROOT,
                "temperature,sensor=%s value=%s %d000000",
                Series.sensor(sensor),
                Series.value(sensor, i),
                Series.ts(i));
    }
}
