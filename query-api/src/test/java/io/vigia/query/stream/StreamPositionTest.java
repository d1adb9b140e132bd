package io.vigia.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamPositionTest {
    @Property
    void what_is_written_is_read(Draw draw) {
        List<Long> offsets = draw.list(12, 12, () -> draw.aLong(0, 1L << 53));
        StreamPosition written = new StreamPosition(
                StreamTopic.SCORES, offsets.stream().mapToLong(Long::longValue).toArray());
        StreamPosition read = StreamPosition.parse(StreamTopic.SCORES, 12, written.text());
        for (int partition = 0; partition < offsets.size(); partition++) {
            assertThat(read.next(partition)).isEqualTo(offsets.get(partition));
        }
    }

    @Test
    void a_position_in_another_topic_is_refused() {
        String text = new StreamPosition(StreamTopic.SCORES, new long[12]).text();
        assertThatThrownBy(() -> StreamPosition.parse(StreamTopic.ANOMALIES, 12, text))
                .isInstanceOf(InvalidPositionException.class);
    }

    @Test
    void a_position_of_another_number_of_partitions_is_refused() {
        String text = new StreamPosition(StreamTopic.SCORES, new long[11]).text();
        assertThatThrownBy(() -> StreamPosition.parse(StreamTopic.SCORES, 12, text))
                .isInstanceOf(InvalidPositionException.class);
    }

    @Property
    void whatever_else_comes_is_refused_and_nothing_worse_happens(Draw draw) {
        String text = draw.text();
        assertThatThrownBy(() -> StreamPosition.parse(StreamTopic.SCORES, 12, text))
                .isInstanceOf(InvalidPositionException.class);
    }
}
