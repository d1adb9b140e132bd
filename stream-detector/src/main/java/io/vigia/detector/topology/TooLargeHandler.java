package io.vigia.detector.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters smaller when a broker refuses one as too large. A failed send also ends the transaction, so the thread
 * can't go on; its successor reads the record again and sends a letter that fits.
 */
public final class TooLargeHandler implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TooLargeHandler.class);

    private String deadLetters = "";
    private LetterLimit limit = new LetterLimit();

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = String.valueOf(configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
        limit = LetterLimit.of(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        if (exception instanceof RecordTooLargeException && record.topic().equals(deadLetters)) {
            limit.refused();
            LOG.warn(
                    "Topic {} takes no letter as large as that of {}-{}@{}, so it is sent again with an excerpt; raise the"
                            + " topic's max.message.bytes to keep whole records: {}",
                    deadLetters,
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception.getMessage());
        }
        return Response.fail();
    }
}
