package io.vigia.contract.kafka;

/** A topic exists with a partition count that would send a sensor's records to other places. */
public class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TopicMismatchException(String topic, int found, int expected) {
        super("topic " + topic + " has " + found + " partitions, expected are " + expected
                + "; use another VIGIA_TOPIC_PREFIX, or recreate the topic");
    }
}
