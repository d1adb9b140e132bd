package io.vigia.cli.up;

import io.vigia.broker.FolderInUseException;
import io.vigia.broker.FolderLock;
import io.vigia.detector.app.DetectorConfiguration;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.detector.model.DefaultModel;
import io.vigia.ingest.app.IngestConfiguration;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import io.vigia.notifier.app.NotifierConfiguration;
import io.vigia.notifier.app.NotifierSettings;
import io.vigia.query.app.QueryConfiguration;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.kafka.KafkaStartup;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Variables;
import io.vigia.store.SeriesStore;
import io.vigia.store.memory.MemorySeriesStore;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Broker, ingest-api, stream-detector, query-api and a store in this process. */
public final class OneProcess implements AutoCloseable {
    private static final Map<String, String> LEVELS = Map.of(
            "org.springframework", "warn",
            // Kafka Streams says of each folder below the system's temporary one that it may be cleaned.
            "org.apache.kafka.streams.processor.internals.StateDirectory", "error");

    /** What is expected of a broker that starts and stops in the same process as all of its clients. */
    private static final Map<String, String> LEVELS_WITH_BROKER = Map.of(
            "kafka",
            "warn",
            // Leaders are elected at each start.
            "state.change.logger",
            "error",
            // Its internal topics are asked for by several clients at once, and made by the first.
            "kafka.server.DefaultAutoTopicCreationManager",
            "error",
            // On a busy machine the controller waits for the processor, and takes the broker in again a moment later.
            // What ends a broker is told by another logger.
            "org.apache.kafka.controller",
            "off",
            "org.apache.kafka.server.BrokerLifecycleManager",
            "error",
            // A new partition refuses what a producer sends behind a first batch that has to be sent again; the
            // producer
            // sends both in order. Told as an error on the broker's side, and by the client if it could not.
            "kafka.server.ReplicaManager",
            "off",
            // Clients are made while the broker starts, and closed while it stops.
            "org.apache.kafka.clients.NetworkClient",
            "error",
            KafkaStartup.class.getName(),
            "error",
            TopicAdmin.class.getName(),
            "error");

    private static final String NAME = "vigia";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UpSettings settings;
    private final Variables variables;
    private final FolderLock lock;
    private final @Nullable BrokerInside broker;
    private final ConfigurableApplicationContext services;
    private boolean closed;

    private OneProcess(
            UpSettings settings,
            Variables variables,
            FolderLock lock,
            @Nullable BrokerInside broker,
            ConfigurableApplicationContext services) {
        this.settings = settings;
        this.variables = variables;
        this.lock = lock;
        this.broker = broker;
        this.services = services;
    }

    /**
     * Starts everything; it answers when this returns, and {@link #awaitReady} waits until it judges too.
     *
     * @param out told what is being started
     * @throws StartRefusedException if a setting, a port or a folder makes the start impossible
     */
    public static OneProcess start(Variables variables, PrintStream out) {
        UpSettings settings = checked(variables);
        FolderLock lock = lock(settings);
        BrokerInside broker = null;
        try {
            // Before the first message, which is a log event where the log is JSON.
            quietLogs(settings.brokerInside());
            ServiceLauncher.configureLogging(NAME, variables);
            if (settings.brokerInside()) {
                out.println("Starting Kafka…");
                broker = new BrokerInside(settings.data().resolve("kafka"), settings.kafkaPort());
            }
            out.println("Starting Vigía…");
            OneProcess started = new OneProcess(
                    settings, variables, lock, broker, services(settings, withBroker(variables, broker), broker));
            // Handlers run when the contexts are closed, so the broker outlives what needs it.
            SpringApplication.getShutdownHandlers().add(started::close);
            return started;
        } catch (RuntimeException failed) {
            release(lock, broker);
            throw failed;
        }
    }

    /** The port of the public calls. */
    public int port() {
        return ServiceLauncher.port(services);
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return ServiceLauncher.managementPort(services);
    }

    /** Where Kafka's clients connect to the broker inside; empty if there is none. */
    public String brokerInside() {
        return broker == null ? "" : broker.bootstrapServers();
    }

    /** What a user wants to know of this start, by name: where values lie, who judges them, and whether all of it answers. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "kafka",
                broker == null
                        ? KafkaSettings.BOOTSTRAP_SERVERS.from(variables)
                        : broker.bootstrapServers() + " (in this process)");
        facts.put("store", store());
        facts.put("model", services.getBean(DefaultModel.class).model().id() + " (unless another model is deployed)");
        facts.put("data", settings.data().toAbsolutePath().normalize().toString());
        return facts;
    }

    private String store() {
        if (!settings.redis()) {
            return "memory (filled from Kafka at each start)";
        }
        SeriesStore store = services.getBean(SeriesStore.class);
        return "Redis " + RedisSettings.from(variables).nodesText()
                + (store.available()
                        ? " (available)"
                        : " (UNAVAILABLE: readings are accepted and scored, and stored once it is available)");
    }

    /** The context of the services. */
    ConfigurableApplicationContext services() {
        return services;
    }

    /** Waits until readings are judged, and says how far the store is while it is filled from the topics. */
    public void awaitReady(PrintStream out) {
        Readiness readiness = new Readiness(managementPort());
        String told = "";
        long patience = System.nanoTime() + PATIENCE.toNanos();
        try {
            Readiness.State look = readiness.look();
            while (!look.ready() && services.isActive()) {
                String filled = look.filled().orElse(told);
                if (!filled.equals(told)) {
                    out.println("Loading the store from the topics: " + filled);
                    told = filled;
                } else if (told.isEmpty() && System.nanoTime() > patience) {
                    told = "http://localhost:" + managementPort() + "/health/ready";
                    out.println("Still starting; " + told + " shows what is missing");
                }
                TimeUnit.MILLISECONDS.sleep(250);
                look = readiness.look();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops HTTP, then the streams, then the broker; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            services.close();
            release(lock, broker);
        }
    }

    private static UpSettings checked(Variables variables) {
        try {
            AllSettings.check(variables);
            UpSettings settings = UpSettings.from(variables);
            WebSettings web = WebSettings.from(variables);
            Ports.checkPublic(web.port(), WebSettings.PORT.variable());
            Ports.checkPublic(web.managementPort(), WebSettings.MANAGEMENT_PORT.variable());
            if (settings.brokerInside()) {
                Ports.checkLocal(settings.kafkaPort(), UpSettings.KAFKA_PORT.variable());
            }
            return settings;
        } catch (InvalidSettingException invalid) {
            throw new StartRefusedException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private static FolderLock lock(UpSettings settings) {
        try {
            return FolderLock.take(settings.data());
        } catch (FolderInUseException taken) {
            throw new StartRefusedException(String.valueOf(taken.getMessage()), taken);
        } catch (IOException refused) {
            throw new StartRefusedException(
                    "VIGIA_DATA is '" + settings.data() + "' (" + refused + "); must be a writable folder", refused);
        }
    }

    private static Variables withBroker(Variables variables, @Nullable BrokerInside broker) {
        Map<String, String> known = new HashMap<>();
        if (broker != null) {
            known.put(KafkaSettings.BOOTSTRAP_SERVERS.variable(), broker.bootstrapServers());
            // There is nobody to stand by, which Kafka Streams would say of each partition.
            String standby = DetectorSettings.STANDBY_REPLICAS.variable();
            known.put(standby, Objects.requireNonNullElse(variables.get(standby), "0"));
        }
        return variables.with(known);
    }

    private static ConfigurableApplicationContext services(
            UpSettings settings, Variables variables, @Nullable BrokerInside broker) {
        if (broker != null) {
            broker.begin();
        }
        return ServiceLauncher.start(
                NAME,
                variables,
                configurations(variables),
                context -> context.registerBean("store", SeriesStore.class, () -> store(settings, variables)),
                context -> waitFor(broker, context));
    }

    /** The notifier is a part only if somebody is to be notified. */
    private static List<Class<?>> configurations(Variables variables) {
        List<Class<?>> configurations = new ArrayList<>(
                List.of(DetectorConfiguration.class, IngestConfiguration.class, QueryConfiguration.class));
        if (NotifierSettings.from(variables).file() != null) {
            configurations.add(NotifierConfiguration.class);
        }
        return configurations;
    }

    private static void waitFor(@Nullable BrokerInside broker, GenericApplicationContext services) {
        if (broker != null) {
            services.registerBean("broker", BrokerInside.class, () -> broker);
        }
    }

    /**
     * What people see of a start and a stop are our own lines. As properties of the system, since the broker already logs
     * when the services configure logging from them.
     */
    private static void quietLogs(boolean brokerInside) {
        LEVELS.forEach((logger, level) -> System.setProperty("logging.level." + logger, level));
        if (brokerInside) {
            LEVELS_WITH_BROKER.forEach((logger, level) -> System.setProperty("logging.level." + logger, level));
        }
    }

    private static SeriesStore store(UpSettings settings, Variables variables) {
        if (settings.redis()) {
            return RedisSeriesStore.open(variables);
        }
        return new MemorySeriesStore(
                MemorySeriesStore.DEFAULT_MAX_SAMPLES, settings.data().resolve("visits"));
    }

    private static void release(FolderLock lock, @Nullable BrokerInside broker) {
        if (broker != null) {
            broker.end();
        }
        try {
            lock.close();
        } catch (IOException left) {
            System.err.println(
                    "vigia: the lock of the data folder could not be released and is held until this process ends: "
                            + left);
        }
    }
}
