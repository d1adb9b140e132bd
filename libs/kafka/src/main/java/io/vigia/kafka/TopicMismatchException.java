package io.vigia.kafka;

/** A topic exists with a configuration that would lose records, or move a sensor's records to other partitions. */
public class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TopicMismatchException(String topic, int found, int expected) {
        super("topic " + topic + " has " + found + " partitions; must be " + expected
                + "; use another VIGIA_TOPIC_PREFIX, or recreate the topic");
    }

    private TopicMismatchException(String message) {
        super(message);
    }

    /** Another cleanup policy: records would go that are needed, or stay that are not. */
    static TopicMismatchException ofCleanup(String topic, String found, String expected) {
        return new TopicMismatchException("topic " + topic + " has cleanup.policy=" + found + "; must be " + expected
                + ", or records are lost; set it (kafka-configs --alter --entity-type topics --entity-name " + topic
                + " --add-config cleanup.policy=[" + expected + "]), or use another VIGIA_TOPIC_PREFIX");
    }
}
