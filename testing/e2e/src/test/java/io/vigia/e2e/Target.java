package io.vigia.e2e;

import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.QuickRun;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The system that the black-box tests call: the one that {@value #URL} names, with its Kafka and topic prefix in the same
 * variables as the services have them, or else one that is started for them.
 */
record Target(Calls calls, KafkaBroker broker, String prefix) {
    static final String URL = "VIGIA_E2E_URL";

    /** What one run calls its sensors, which may not be the first run on that system. */
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private static final AtomicInteger SENSORS = new AtomicInteger();

    private static final class Running {
        static final Optional<Target> INSTANCE =
                Optional.ofNullable(System.getenv(URL)).map(Target::running);
    }

    /** The same for all tests of this JVM; services of its own that another test ended run again. */
    static Target shared() {
        QuickRun.leavesOut("services");
        return Running.INSTANCE.orElseGet(Target::started);
    }

    /** The id of a sensor that no other test uses. */
    static String newSensor() {
        return "e2e-" + RUN + "-" + SENSORS.incrementAndGet();
    }

    String topic(String name) {
        return prefix + "." + name + ".v1";
    }

    /** Waits until every reading is scored and every score is stored. */
    void awaitStored() {
        broker.awaitZeroLag(prefix + "-detector", topic("readings"));
        broker.awaitZeroLag(prefix + "-sink", topic("scores"), topic("anomalies"));
    }

    private static Target started() {
        Pipeline pipeline = Pipeline.shared();
        return new Target(pipeline.calls, pipeline.broker, pipeline.prefix);
    }

    private static Target running(String url) {
        String prefix = Optional.ofNullable(System.getenv("VIGIA_TOPIC_PREFIX")).orElse("vigia");
        return new Target(Calls.to(url), KafkaBroker.at(System.getenv("KAFKA_BOOTSTRAP_SERVERS")), prefix);
    }
}
