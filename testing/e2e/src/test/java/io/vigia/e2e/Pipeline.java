package io.vigia.e2e;

import io.vigia.contract.Topics;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.QuickRun;
import io.vigia.testkit.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.core.ConditionTimeoutException;
import redis.clients.jedis.Jedis;

/** The whole system: a broker, a real RedisTimeSeries, and the three services as processes, or as one. */
final class Pipeline implements AutoCloseable {
    final KafkaBroker broker = KafkaBroker.shared();
    final String prefix = KafkaBroker.uniquePrefix();
    final RedisServer redis = RedisServer.required();
    final ServiceProcess detector;
    final ServiceProcess ingest;
    final ServiceProcess query;
    final Calls calls;
    private final Path folder;
    private final Map<String, String> variables;
    private int others;

    /** Ends with the JVM. */
    private static final class Shared {
        static final Pipeline INSTANCE = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTANCE::close));
        }
    }

    private Pipeline(Map<String, String> extra, boolean oneProcess) {
        folder = newFolder();
        variables = variables(extra);
        detector = new ServiceProcess(oneProcess ? "up" : "stream-detector", variables, folder);
        ingest = oneProcess ? detector : new ServiceProcess("ingest-api", variables, folder);
        query = oneProcess ? detector : new ServiceProcess("query-api", variables, folder);
        calls = new Calls(ingest, query);
    }

    /** Starts everything and waits until it is ready. */
    static Pipeline start(Map<String, String> extra) {
        return new Pipeline(extra, false).ready();
    }

    /** The same with one process for all services, where it does not matter which of them is asked: it costs half as much. */
    static Pipeline startInOneProcess(Map<String, String> extra) {
        return new Pipeline(extra, true).ready();
    }

    private Pipeline ready() {
        all().forEach(ServiceProcess::awaitReady);
        return this;
    }

    static Pipeline start() {
        return start(Map.of());
    }

    /**
     * One for all tests of this JVM that need no settings of their own. Tests use sensors of their own, and may kill its
     * services: those that do not run are started again here.
     */
    static Pipeline shared() {
        QuickRun.leavesOut("services");
        Pipeline shared = Shared.INSTANCE;
        shared.all().stream().filter(service -> !service.running()).forEach(ServiceProcess::start);
        shared.all().forEach(ServiceProcess::awaitReady);
        return shared;
    }

    /** One more replica of a service, the caller's to close. */
    ServiceProcess another(String service) {
        return new ServiceProcess(service, variables, newFolder(folder, "replica" + ++others));
    }

    /** Another sensor, whose readings are in the same partition. */
    static String neighbour(String sensor) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> sensor + "-" + i)
                .filter(other -> partition(other) == partition(sensor))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(String sensor) {
        return Utils.toPositive(Utils.murmur2(sensor.getBytes(StandardCharsets.UTF_8))) % Topics.PARTITIONS;
    }

    String topic(String name) {
        return prefix + "." + name + ".v1";
    }

    /** Waits until every reading is scored and every score is stored. */
    void awaitStored() {
        try {
            broker.awaitZeroLag(prefix + "-detector", topic("readings"));
            broker.awaitZeroLag(prefix + "-sink", topic("scores"), topic("anomalies"));
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(late.getMessage() + "\nThe detector logged:\n" + detector.log(), late);
        }
    }

    /** What a topic holds of the sensors whose ids begin so, in the order of each; without what was aborted. */
    List<ConsumerRecord<byte[], byte[]>> committedOf(String sensors, String topic) {
        return broker.committedRecords(topic(topic)).stream()
                .filter(record ->
                        record.key() != null && new String(record.key(), StandardCharsets.UTF_8).startsWith(sensors))
                .toList();
    }

    /** {@code ./vigia model} on this pipeline's Kafka. */
    Program model(String... arguments) throws IOException {
        return Program.model(variables, arguments);
    }

    /** {@code ./vigia} on this pipeline's Kafka. */
    Program vigia(String... arguments) throws IOException {
        return Program.vigia(variables, arguments);
    }

    Jedis jedis() {
        return redis.connect();
    }

    @Override
    public void close() {
        all().forEach(ServiceProcess::close);
        redis.close();
    }

    /** Each once. */
    List<ServiceProcess> all() {
        return Stream.of(detector, ingest, query).distinct().toList();
    }

    private Map<String, String> variables(Map<String, String> extra) {
        Map<String, String> variables = new HashMap<>(broker.variables(prefix));
        variables.put("REDIS_HOST", redis.host());
        variables.put("REDIS_PORT", Integer.toString(redis.port()));
        variables.put("TZ", "UTC");
        // What is tested is what is answered, and not how soon on a busy machine.
        variables.put("INGEST_ACK_TIMEOUT_MS", "60000");
        variables.put("DETECT_WAIT_MS", "60000");
        variables.putAll(extra);
        return variables;
    }

    private static Path newFolder() {
        return newFolder(Path.of("target", "e2e"), "pipeline");
    }

    private static Path newFolder(Path parent, String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
