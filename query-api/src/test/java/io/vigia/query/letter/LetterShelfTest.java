package io.vigia.query.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.contract.SentAgain;
import io.vigia.query.page.EventCursor;
import io.vigia.query.page.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterShelfTest {
    private final LetterShelf shelf = new LetterShelf();

    @Test
    void holds_the_newest_of_each_topic_whatever_order_partitions_come_in() {
        put(LetterBox.SCORES, 0, 0, 1);
        for (int i = LetterShelf.MOST + 50; i > 0; i--) {
            put(LetterBox.READINGS, i % 12, i, 10 + i);
        }
        List<HeldLetter> all = shelf.page(sensor -> true, null, 2_000).items();
        assertThat(all).hasSize(LetterShelf.MOST + 1);
        assertThat(all.get(0).time()).isEqualTo(LetterShelf.MOST + 60);
        assertThat(all.get(LetterShelf.MOST - 1).time()).isEqualTo(61);
        assertThat(all.get(all.size() - 1).letter()).isEqualTo("scores-0-0");
    }

    @Test
    void is_read_in_pages_across_topics() {
        for (int i = 0; i < 9; i++) {
            put(LetterBox.values()[i % 3], 0, i, 5);
        }
        List<String> read = new ArrayList<>();
        EventCursor from = null;
        do {
            Page<HeldLetter> page = shelf.page(sensor -> true, from, 2);
            page.items().forEach(letter -> read.add(letter.letter()));
            from = page.next() == null ? null : EventCursor.parse(page.next());
        } while (from != null);
        assertThat(read).hasSize(9).doesNotHaveDuplicates();
    }

    @Test
    void says_what_was_sent_again_last() {
        put(LetterBox.READINGS, 3, 17, 5);
        shelf.take(new SentAgain("readings-3-17", 6, "t", false));
        shelf.take(new SentAgain("readings-3-17", 7, "t", true));
        for (int i = 1; i < LetterShelf.MOST_NOTES; i++) {
            shelf.take(new SentAgain("scores-0-" + i, 8, "t", false));
        }
        assertThat(note()).contains(new SentAgain("readings-3-17", 7, "t", true));
        shelf.take(new SentAgain("scores-0-0", 8, "t", false));
        assertThat(note()).as("the oldest of too many notes").isEmpty();
    }

    private Optional<SentAgain> note() {
        return Optional.ofNullable(
                shelf.page(sensor -> true, null, 1).items().get(0).sentAgain());
    }

    private void put(LetterBox box, int partition, long offset, long time) {
        byte[] bytes = "x".getBytes(UTF_8);
        shelf.take(Letter.of(
                box,
                new ConsumerRecord<>(
                        "dlq",
                        partition,
                        offset,
                        time,
                        TimestampType.CREATE_TIME,
                        1,
                        1,
                        bytes,
                        bytes,
                        new RecordHeaders(),
                        Optional.empty())));
    }
}
