package io.vigia.detection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vigia.detection.model.Model;
import io.vigia.detection.state.History;
import io.vigia.detection.state.SensorState;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a reading of a warm sensor costs the heap: the judgement and the window in it, which are the caller's, alone. */
class HotPathAllocationTest {
    private static final int BATCH = 64;
    private static final int ROUNDS = 500;
    /** With its verdict and its trace, as objects of a JVM with compressed references are laid out. */
    private static final long JUDGEMENT = 40 + 72 + 64;

    private static final long WINDOW = 16 + 10 * Double.BYTES;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Random random = new Random(1);
    private double sum;

    @Test
    void a_warm_reading_under_the_adaptive_rule_allocates_its_judgement_and_window_alone() {
        assertThat(bytesPerReading(Models.adaptive(Models.naive(10)))).isEqualTo(JUDGEMENT + WINDOW);
    }

    @Test
    void a_warm_reading_under_adaptive_2_allocates_its_judgement_and_window_alone() {
        assertThat(bytesPerReading(Models.adaptive2(Models.naive(10)))).isEqualTo(JUDGEMENT + WINDOW);
    }

    @Test
    void a_reading_under_a_fixed_threshold_allocates_its_judgement_and_window_alone() {
        assertThat(bytesPerReading(Models.absolute(Models.naive(10), 3))).isEqualTo(JUDGEMENT + WINDOW);
    }

    private long bytesPerReading(Model model) {
        Detector detector = new Detector(model, BATCH);
        SensorState state = detector.newState();
        HeapHistory history = new HeapHistory();
        Detector.Consumer out = (index, judgement) -> sum += judgement.verdict().score();
        judge(detector, state, history, out, 100);
        long before = threads.getCurrentThreadAllocatedBytes();
        judge(detector, state, history, out, ROUNDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return allocated / (ROUNDS * BATCH);
    }

    private void judge(Detector detector, SensorState state, History history, Detector.Consumer out, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < BATCH; i++) {
                detector.add(state, history, 0, false, 20 + random.nextGaussian());
            }
            detector.drain(out);
        }
    }
}
