package io.vigia.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class LetterLimitTest {
    private final LetterLimit limit = new LetterLimit("dlq");
    private final TooLargeHandler refusals = new TooLargeHandler();
    private final DeadLetterHandler letters = new DeadLetterHandler();

    private void refuse(String topic) {
        refusals.handleError(
                new Place(), new ProducerRecord<>(topic, new byte[0]), new RecordTooLargeException("too large"));
    }

    private int lengthOfLetter() {
        return letters.handleError(new Place(), null, new UnreadableReadingException("ts is missing"))
                .deadLetterQueueRecords()
                .get(0)
                .value()
                .length;
    }

    @Test
    void a_letter_that_a_broker_refuses_as_too_large_is_smaller_the_next_time() {
        Map<String, Object> config = Map.of(LetterLimit.CONFIG, limit);
        refusals.configure(config);
        letters.configure(config);
        refuse("scores");
        assertThat(limit.bytes()).isEqualTo(Topics.MOST_LETTER_BYTES);
        assertThat(lengthOfLetter()).isEqualTo(Place.BYTES);
        refuse("dlq");
        assertThat(lengthOfLetter()).isEqualTo(1_024);
        refuse("dlq");
        assertThat(limit.bytes()).isZero();
    }

    /** Where a large record lies. */
    private static final class Place implements ErrorHandlerContext {
        private static final int BYTES = 1_200_000;

        @Override
        public String topic() {
            return "readings";
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public long offset() {
            return 7;
        }

        @Override
        public Headers headers() {
            return new RecordHeaders();
        }

        @Override
        public String processorNodeId() {
            return DetectTopology.DETECT;
        }

        @Override
        public TaskId taskId() {
            return new TaskId(0, 0);
        }

        @Override
        public long timestamp() {
            return 0;
        }

        @Override
        public byte[] sourceRawKey() {
            return new byte[0];
        }

        @Override
        public byte[] sourceRawValue() {
            return new byte[BYTES];
        }
    }
}
