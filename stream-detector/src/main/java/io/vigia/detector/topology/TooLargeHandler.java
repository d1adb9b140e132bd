package io.vigia.detector.topology;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reduces the size of dead letters when a broker refuses one as too large. A failed send also aborts the transaction, so the
 * thread stops; its successor reads the record again and sends a smaller letter.
 */
public final class TooLargeHandler implements ProductionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TooLargeHandler.class);

    private @Nullable LetterLimit configured;

    @Override
    public void configure(Map<String, ?> configs) {
        configured = LetterLimit.of(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        LetterLimit limit = Objects.requireNonNull(configured, "not configured");
        if (exception instanceof RecordTooLargeException && record.topic().equals(limit.topic())) {
            limit.refused();
            LOG.warn(
                    "Topic {} does not accept a dead letter as large as that of {}-{}@{}; sending an excerpt instead; raise the"
                            + " topic's max.message.bytes to keep whole records: {}",
                    limit.topic(),
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    exception.getMessage());
        }
        return Response.fail();
    }
}
