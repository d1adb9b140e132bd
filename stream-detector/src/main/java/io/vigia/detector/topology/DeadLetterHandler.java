package io.vigia.detector.topology;

import io.vigia.contract.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends unreadable records to the dead letter topic with Kafka's own mechanism (KIP-1034) and continues. It stops the thread
 * for all other failures, because skipping a failed batch would lose readings. The letter is created here, because
 * Kafka's own letter repeats the message in three headers and may then be too large to send.
 */
public final class DeadLetterHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private @Nullable LetterLimit configured;

    @Override
    public void configure(Map<String, ?> configs) {
        configured = LetterLimit.of(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof UnreadableReadingException)) {
            return Response.fail();
        }
        LOG.warn(
                "Sending record {}-{}@{} to the dead letters: {}",
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
        LetterLimit limit = Objects.requireNonNull(configured, "not configured");
        return Response.resume(List.of(letter.to(limit.topic(), limit.bytes())));
    }
}
