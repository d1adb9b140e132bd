package io.vigia.detector.topology;

import io.vigia.contract.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what can't be read to the dead letter topic with Kafka's own mechanism (KIP-1034) and goes on; stops the thread
 * for everything else, since a failed batch that is passed over would be a lost reading. The letter is made here, because
 * Kafka's own repeats the message in three headers and may then be too large to send.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private String deadLetters = "";
    private LetterLimit limit = new LetterLimit();

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = String.valueOf(configs.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
        limit = LetterLimit.of(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof UnreadableReadingException)) {
            return Response.fail();
        }
        LOG.warn(
                "Record {}-{}@{} goes to the dead letters: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                exception.getMessage());
        DeadLetter letter = new DeadLetter(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                Objects.requireNonNullElseGet(context.headers(), RecordHeaders::new),
                String.valueOf(exception.getMessage()));
        return Response.resume(List.of(letter.to(deadLetters, limit.bytes())));
    }
}
