package io.vigia.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodeTest {
    @Test
    void anomalies_close_to_each_other_are_one_episode_with_the_worst_as_its_peak() {
        List<Episode> episodes = Episode.of(readings(300, 10, 12, 12 + Episode.QUIET, 200));
        assertThat(episodes).hasSize(2);
        assertThat(episodes.get(0).anomalies()).isEqualTo(3);
        assertThat(episodes.get(0).first().ts()).isEqualTo(10);
        assertThat(episodes.get(0).last().ts()).isEqualTo(12 + Episode.QUIET);
        assertThat(episodes.get(0).peak().ts()).isEqualTo(12 + Episode.QUIET);
        assertThat(episodes.get(1).first().ts()).isEqualTo(200);
    }

    @Test
    void healthy_readings_have_no_episodes() {
        assertThat(Episode.of(readings(50))).isEmpty();
    }

    /** Scores grow with time. */
    private static List<StoredReading> readings(int count, int... anomalies) {
        return IntStream.range(0, count)
                .mapToObj(ts -> new StoredReading(
                        ts,
                        1,
                        1.0,
                        0.0,
                        2.0,
                        ts / 1_000.0,
                        Arrays.stream(anomalies).anyMatch(one -> one == ts)))
                .toList();
    }
}
