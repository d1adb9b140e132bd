package io.vigia.models.judge;

import io.vigia.detection.Detector;
import io.vigia.detection.History;
import io.vigia.detection.Judgement;
import io.vigia.detection.Model;
import io.vigia.detection.SensorState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What the stream's own detector says of one series, row by row.
 *
 * @param judgements one for each row, none of them late or duplicate
 */
public record StreamRun(List<Judgement> judgements) {
    private static final int BATCH = 256;

    public StreamRun {
        judgements = List.copyOf(judgements);
    }

    /** Runs the detector over a series. The row is the time, so that a repeated timestamp is the next value. */
    public static StreamRun of(Model model, double[] values) {
        Detector detector = new Detector(model, BATCH);
        SensorState state = detector.newState();
        History history = new FirstValues();
        List<Judgement> judgements = new ArrayList<>(values.length);
        for (int row = 0; row < values.length; row++) {
            detector.add(state, history, row, false, values[row]);
            if (detector.size() == BATCH || row == values.length - 1) {
                detector.drain((index, judgement) -> judgements.add(judgement));
            }
        }
        return new StreamRun(judgements);
    }

    /** The rows at which an episode began. */
    public BitSet alarms() {
        BitSet rows = new BitSet();
        for (int row = 0; row < judgements.size(); row++) {
            rows.set(row, judgements.get(row).alarm());
        }
        return rows;
    }

    /** The first values of the series, in memory. */
    private static final class FirstValues implements History {
        private double[] values = new double[512];

        @Override
        public void append(int index, double value) {
            if (index == values.length) {
                values = Arrays.copyOf(values, 2 * index);
            }
            values[index] = value;
        }

        @Override
        public double[] first(int count) {
            return Arrays.copyOf(values, count);
        }

        @Override
        public void clear(int count) {
            // The array goes with the run.
        }
    }
}
