package io.vigia.cli.bench;

import io.vigia.broker.EmbeddedBroker;
import io.vigia.cli.kafka.Scratch;
import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.detector.app.DetectorConfiguration;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.ingest.app.IngestConfiguration;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import io.vigia.query.app.QueryConfiguration;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.memory.MemorySeriesStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker in this process, separate topics for each run, and the services. */
final class BenchEnvironment implements AutoCloseable {
    private final Scratch scratch = new Scratch();
    private final Variables variables;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private int runs;

    /** @param variables settings of the services; ports, folder, broker and prefix are replaced */
    BenchEnvironment(Variables variables) {
        this.variables = variables;
        LoggingSystem.get(BenchEnvironment.class.getClassLoader()).beforeInitialize();
        broker = EmbeddedBroker.start(scratch.folder().resolve("kafka"), 0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    Admin admin() {
        return admin;
    }

    /** Variables of a run with its own topics and folder; the topics exist. */
    Variables newRun() {
        String prefix = "bench-" + ++runs;
        Path data = scratch.folder().resolve(prefix);
        Variables run = variables.with(Map.of(
                KafkaSettings.BOOTSTRAP_SERVERS.variable(),
                broker.bootstrapServers(),
                KafkaSettings.TOPIC_PREFIX.variable(),
                prefix,
                DetectorSettings.DATA.variable(),
                data.toString(),
                WebSettings.PORT.variable(),
                "0",
                WebSettings.MANAGEMENT_PORT.variable(),
                "0"));
        KafkaSettings kafka = KafkaSettings.from(run);
        new TopicAdmin(admin, (short) -1).ensure(kafka.topics().all());
        return run;
    }

    /** Deletes the data. */
    void endRun(Variables run) {
        String prefix = KafkaSettings.from(run).topics().prefix();
        try {
            Set<String> topics = admin.listTopics().names().get();
            admin.deleteTopics(topics.stream()
                            .filter(topic -> topic.startsWith(prefix + ".") || topic.startsWith(prefix + "-"))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** ingest-api alone, with the bare endpoints added. */
    ConfigurableApplicationContext ingestApi(Variables run) {
        return services(run, List.of(IngestConfiguration.class));
    }

    /** All three services, as {@code vigia up} runs them. */
    ConfigurableApplicationContext everything(Variables run) {
        return services(run, List.of(DetectorConfiguration.class, IngestConfiguration.class, QueryConfiguration.class));
    }

    private ConfigurableApplicationContext services(Variables run, List<Class<?>> configurations) {
        KafkaSettings kafka = KafkaSettings.from(run);
        String bare = kafka.topics().prefix() + ".bare";
        new TopicAdmin(admin, (short) -1).ensure(List.of(new TopicSpec(bare, Topics.PARTITIONS, Map.of())));
        return ServiceLauncher.start("vigia-bench", run, configurations, context -> {
            quiet();
            context.registerBean("store", SeriesStore.class, () -> new MemorySeriesStore(1_000_000, null));
            context.registerBean("limits", LimitEndpoints.class, () -> new LimitEndpoints(kafka, bare));
        });
    }

    private static void quiet() {
        LoggingSystem logging = LoggingSystem.get(BenchEnvironment.class.getClassLoader());
        List.of("ROOT", "org.apache.kafka", "kafka", "state.change.logger")
                .forEach(logger -> logging.setLogLevel(logger, LogLevel.ERROR));
    }

    @Override
    public void close() {
        admin.close();
        broker.close();
        scratch.close();
    }
}
