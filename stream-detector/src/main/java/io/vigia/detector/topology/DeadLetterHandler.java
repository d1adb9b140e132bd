package io.vigia.detector.topology;

import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends what can't be read to the dead letter topic with Kafka's own mechanism (KIP-1034) and goes on; stops the thread
 * for everything else, since a failed batch that is passed over would be a lost reading.
 */
public final class DeadLetterHandler extends LogAndContinueProcessingExceptionHandler {
    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        return exception instanceof UnreadableReadingException
                ? super.handleError(context, record, exception)
                : Response.fail();
    }
}
