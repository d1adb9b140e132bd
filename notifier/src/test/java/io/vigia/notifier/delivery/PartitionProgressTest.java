package io.vigia.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private static final List<String> CHANNELS = List.of("fast", "slow");

    private static void read(PartitionProgress progress, long offset) {
        CHANNELS.forEach(channel -> progress.add(channel, offset));
        progress.read(offset);
    }

    @Test
    void commits_up_to_what_the_slowest_has_settled_and_notes_how_far_the_others_are() {
        PartitionProgress progress = new PartitionProgress(CHANNELS, null, 10);
        read(progress, 10);
        read(progress, 11);
        progress.settle("fast", 10);
        progress.settle("fast", 11);
        assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(10, "fast+2"));
        progress.settle("slow", 10);
        assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(11, "fast+1"));
        progress.settle("slow", 11);
        assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(12, ""));
    }

    @Test
    void after_a_restart_nothing_is_repeated_that_a_channel_had_settled() {
        PartitionProgress progress = new PartitionProgress(CHANNELS, new OffsetAndMetadata(10, "fast+2"), 10);
        assertThat(progress.isSettled("fast", 11)).isTrue();
        assertThat(progress.isSettled("fast", 12)).isFalse();
        assertThat(progress.isSettled("slow", 10)).isFalse();
        assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(10, "fast+2"));
        progress.add("slow", 10);
        progress.read(10);
        assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(10, "fast+2"));
    }

    @Test
    void a_record_that_nobody_is_told_of_holds_up_nothing() {
        PartitionProgress progress = new PartitionProgress(CHANNELS, null, 10);
        progress.read(10);
        assertThat(progress.toCommit()).isEqualTo(new OffsetAndMetadata(11, ""));
    }
}
