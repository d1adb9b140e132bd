package io.vigia.ingest.app;

import io.vigia.contract.DetectionEvent;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Score;
import io.vigia.contract.Topics;
import io.vigia.contract.Verdict;
import io.vigia.ingest.kafka.SettingsLog;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import io.vigia.testkit.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** ingest-api under topics of its own, with small bounds, and what it wrote there. */
final class RunningIngest implements AutoCloseable {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = new Topics(KafkaBroker.uniquePrefix());
    private final ConfigurableApplicationContext context;
    private final Client client;
    private final Client management;

    RunningIngest() {
        Map<String, String> variables = broker.variables(topics.prefix());
        variables.putAll(Map.of(
                "PORT", "0",
                "MANAGEMENT_PORT", "0",
                "HOSTNAME", "nodo-a",
                "LOG_FORMAT", "plain",
                // What is tested is what is answered, and not how soon on a busy machine.
                "INGEST_ACK_TIMEOUT_MS", "60000",
                "DETECT_WAIT_MS", "60000",
                "INGEST_MAX_BODY_BYTES", "100000",
                "INGEST_MAX_RECORDS", "1000",
                "VIGIA_MAX_SENSORS", "200"));
        context = ServiceLauncher.start("ingest-api", Variables.of(variables), List.of(IngestConfiguration.class));
        client = new Client(port());
        management = Client.ofManagement(ServiceLauncher.managementPort(context));
        Awaitility.await().until(() -> management.get("/health/ready").statusCode() == 200);
    }

    /** A service over a broker that comes and goes, which is given up after a second. */
    static ConfigurableApplicationContext over(String bootstrapServers, Topics topics) {
        Variables variables = Variables.of(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "VIGIA_TOPIC_PREFIX", topics.prefix(),
                "PORT", "0",
                "MANAGEMENT_PORT", "0",
                "LOG_FORMAT", "plain",
                "INGEST_ACK_TIMEOUT_MS", "1000"));
        return ServiceLauncher.start("ingest-api", variables, List.of(IngestConfiguration.class));
    }

    /** One that answers, in place of the detector that is not there. */
    Detector newDetector() throws InterruptedException {
        Detector detector = new Detector(broker, topics);
        detector.awaitReady();
        return detector;
    }

    int port() {
        return ServiceLauncher.port(context);
    }

    Client client() {
        return client;
    }

    Client management() {
        return management;
    }

    /** All that it wrote to the log, in order for each sensor. */
    List<ReadingEvent> events() {
        return broker.records(topics.readings()).stream()
                .map(record -> EventJson.readReading(record.value()))
                .toList();
    }

    /** As the detector does. */
    void writeAnomaly(Score score) {
        broker.send(
                topics.anomalies(), score.sensor().getBytes(StandardCharsets.UTF_8), EventJson.write((DetectionEvent)
                        new Verdict(score, new double[0])));
    }

    List<ReadingEvent> events(String sensor) {
        return events().stream().filter(event -> event.key().equals(sensor)).toList();
    }

    /** The records of the readings and of the settings that are committed. */
    List<ConsumerRecord<byte[], byte[]>> committedReadings() {
        return broker.decidedRecords(topics.readings());
    }

    List<ConsumerRecord<byte[], byte[]>> committedSettings() {
        return broker.decidedRecords(topics.settings());
    }

    List<ConsumerRecord<byte[], byte[]>> committedMaintenance() {
        return broker.decidedRecords(topics.maintenance());
    }

    /** What another replica would change settings with. */
    SettingsLog otherReplica() {
        return new SettingsLog(broker.settings(topics.prefix()), InstantSource.system());
    }

    List<Reading> readings(String sensor) {
        return events(sensor).stream()
                .filter(Reading.class::isInstance)
                .map(Reading.class::cast)
                .toList();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        context.close();
    }
}
