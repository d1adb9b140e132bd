package io.vigia.store.redis;

import static io.vigia.store.Writes.anomaly;
import static io.vigia.store.Writes.delete;
import static io.vigia.store.Writes.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.property.Draw;
import io.vigia.property.Property;
import io.vigia.store.StoreWrite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteStagesTest {
    @Test
    void a_deletion_is_apart_from_other_writes_of_its_sensor_and_together_with_those_of_others() {
        List<StoreWrite> writes =
                List.of(scored("a", 1, 1), scored("b", 1, 1), delete("a", 2), delete("c", 2), anomaly("a", 3, 3, 3));
        assertThat(WriteStages.of(writes))
                .containsExactly(writes.subList(0, 2), writes.subList(2, 4), writes.subList(4, 5));
    }

    @Property
    void nothing_is_lost_or_moved_and_no_phase_mixes(Draw draw) {
        List<Integer> picks = draw.list(0, 100, () -> draw.anInt(0, 11));
        List<StoreWrite> writes = new ArrayList<>();
        for (int pick : picks) {
            String sensor = "s" + pick % 4;
            writes.add(pick < 4 ? delete(sensor, writes.size()) : scored(sensor, writes.size(), pick));
        }
        List<List<StoreWrite>> phases = WriteStages.of(writes);
        assertThat(phases.stream().flatMap(List::stream)).containsExactlyElementsOf(writes);
        for (List<StoreWrite> phase : phases) {
            for (StoreWrite write : phase) {
                boolean alone = phase.stream()
                                .filter(other -> other.sensor().equals(write.sensor()))
                                .count()
                        == 1;
                assertThat(alone || !(write instanceof StoreWrite.Delete)).isTrue();
            }
        }
    }
}
