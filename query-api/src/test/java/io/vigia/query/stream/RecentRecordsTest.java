package io.vigia.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {
    @Test
    void a_topic_that_was_made_again_is_heard_from_its_first_record() {
        RecentRecords records = holding(10, 0, 5);
        int before = records.log();
        records.add(new StreamRecord(0, "s", new byte[] {1}, new SensorLives.Origin(0, 0)));
        records.add(new StreamRecord(1, "s", new byte[] {2}, new SensorLives.Origin(0, 1)));

        RecentRecords.Part part = records.after(5, before, 100);

        assertThat(part.missed()).as("its listeners are told").isTrue();
        assertThat(offsets(part)).containsExactly(0L, 1L);
        records.add(record(2));
        RecentRecords.Part next = records.after(2, part.log(), 100);
        assertThat(next.missed()).isFalse();
        assertThat(offsets(next)).containsExactly(2L);
    }

    @Test
    void a_listener_gets_what_follows_its_position() {
        RecentRecords records = holding(10, 0, 5);
        RecentRecords.Part part = records.after(3, 0, 100);
        assertThat(offsets(part)).containsExactly(3L, 4L);
        assertThat(part.missed()).isFalse();
        assertThat(part.more()).isFalse();
        assertThat(records.next()).isEqualTo(5);
    }

    @Test
    void what_does_not_fit_at_once_follows() {
        RecentRecords records = holding(10, 0, 5);
        RecentRecords.Part part = records.after(0, 0, 2);
        assertThat(offsets(part)).containsExactly(0L, 1L);
        assertThat(part.more()).isTrue();
    }

    @Test
    void a_position_whose_records_are_gone_is_told_so_and_goes_on_with_the_oldest_held() {
        RecentRecords records = holding(3, 0, 10);
        assertThat(records.after(7, 0, 100).missed()).isFalse();
        RecentRecords.Part part = records.after(6, 0, 100);
        assertThat(part.missed()).isTrue();
        assertThat(part.from()).isEqualTo(7);
        assertThat(offsets(part)).containsExactly(7L, 8L, 9L);
    }

    @Test
    void a_position_from_before_the_start_is_told_so_even_if_nothing_came_since() {
        RecentRecords records = new RecentRecords(3, 40);
        assertThat(records.after(39, 0, 10).missed()).isTrue();
        assertThat(records.after(40, 0, 10).missed()).isFalse();
    }

    @Test
    void a_replica_that_is_a_little_behind_sends_nothing_twice() {
        RecentRecords records = holding(10, 0, 5);
        RecentRecords.Part part = records.after(8, 0, 100);
        assertThat(part.missed()).isFalse();
        assertThat(part.from()).isEqualTo(8);
        assertThat(part.records()).isEmpty();
    }

    @Test
    void a_position_of_another_log_is_told_so() {
        assertThat(holding(10, 0, 5).after(1_000, 0, 100).missed()).isTrue();
    }

    @Test
    void a_record_that_comes_again_is_held_once() {
        RecentRecords records = holding(10, 0, 5);
        records.add(record(4));
        assertThat(offsets(records.after(0, 0, 100))).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Property
    void nothing_is_missing_between_a_position_that_is_held_and_the_end(Draw draw) {
        int room = draw.anInt(1, 20);
        int count = draw.anInt(0, 60);
        int most = draw.anInt(1, 7);
        int position = draw.anInt(0, 60);
        RecentRecords records = holding(room, 0, count);
        RecentRecords.Part part = records.after(Math.min(position, count), 0, most);
        assertThat(part.missed()).isEqualTo(Math.min(position, count) < count - room);
        assertThat(offsets(part))
                .isEqualTo(LongStream.range(part.from(), Math.min(count, part.from() + most))
                        .boxed()
                        .toList());
        assertThat(part.more()).isEqualTo(part.from() + part.records().size() < count);
    }

    private static RecentRecords holding(int room, long start, int count) {
        RecentRecords records = new RecentRecords(room, start);
        LongStream.range(start, start + count).forEach(offset -> records.add(record(offset)));
        return records;
    }

    private static StreamRecord record(long offset) {
        return new StreamRecord(offset, "s", new byte[0], new SensorLives.Origin(0, offset));
    }

    private static List<Long> offsets(RecentRecords.Part part) {
        return part.records().stream().map(StreamRecord::offset).toList();
    }
}
