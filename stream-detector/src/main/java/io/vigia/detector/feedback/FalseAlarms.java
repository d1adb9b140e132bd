package io.vigia.detector.feedback;

import io.vigia.contract.Feedback;
import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.InvalidEventException;
import io.vigia.detection.tuning.RaisedBounds;
import io.vigia.detection.tuning.RaisedBounds.Raise;
import io.vigia.detection.tuning.Tuning;
import io.vigia.verdict.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The false alarms of one sensor, the earliest first, at most {@value #MOST}: the oldest gives way. One that is replaced or withdrawn
 * leaves nothing behind.
 */
final class FalseAlarms {
    private static final int MOST = 20;

    private static final byte FORMAT = 1;
    /** Formats that newer versions may use; an entry with another one was not written by a detector. */
    private static final int LAST_FORMAT = 15;

    private final List<FalseAlarm> alarms;
    private final RaisedBounds raised;
    /** What is set for the sensor, and that with the raised bounds. */
    private @Nullable Tuning set;

    private Tuning tuned = Tuning.NONE;

    private FalseAlarms(List<FalseAlarm> alarms) {
        this.alarms = alarms;
        raised = RaisedBounds.of(alarms.stream().map(FalseAlarm::raise).toList());
    }

    /** Those of a sensor without any. */
    static FalseAlarms none() {
        return new FalseAlarms(List.of());
    }

    boolean isEmpty() {
        return alarms.isEmpty();
    }

    /**
     * Those after feedback.
     *
     * @param ts the time of the sensor's newest reading, epoch milliseconds
     */
    FalseAlarms after(Feedback feedback, long ts) {
        List<FalseAlarm> after = new ArrayList<>(alarms);
        after.removeIf(alarm -> alarm.anomaly().equals(feedback.anomaly()));
        Reason reason = feedback.reason();
        if (feedback.verdict() == FeedbackVerdict.FALSE_ALARM && reason != null && feedback.boundFactor() > 1) {
            after.removeIf(alarm -> !alarm.raise().lasts(ts));
            after.add(new FalseAlarm(feedback.anomaly(), new Raise(reason, feedback.boundFactor(), ts)));
        }
        return new FalseAlarms(List.copyOf(after.subList(Math.max(0, after.size() - MOST), after.size())));
    }

    /** What is set for the sensor, with the raised bounds: the same object as long as neither changes. */
    Tuning tuned(Tuning tuning) {
        if (set != tuning) {
            set = tuning;
            tuned = tuning.withRaised(raised);
        }
        return tuned;
    }

    /** A format byte, their number, and of each the anomaly, the reason, the factor and the time from which on it counts. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeByte(FORMAT);
            to.writeByte(alarms.size());
            for (FalseAlarm alarm : alarms) {
                to.writeUTF(alarm.anomaly());
                to.writeUTF(alarm.raise().reason().wire());
                to.writeDouble(alarm.raise().factor());
                to.writeLong(alarm.raise().since());
            }
        } catch (IOException neverInMemory) {
            throw new UncheckedIOException(neverInMemory);
        }
        return bytes.toByteArray();
    }

    /**
     * The inverse of {@link #encode}.
     *
     * @throws IllegalStateException if a newer version of Vigía wrote it in a format that this one does not know
     * @throws InvalidEventException if no detector wrote it
     */
    static FalseAlarms decode(byte[] bytes) {
        byte format = bytes.length == 0 ? 0 : bytes[0];
        if (format > FORMAT && format <= LAST_FORMAT) {
            throw new IllegalStateException("The entry of false alarms has format " + format
                    + ", but this version reads " + FORMAT + "; run the version that wrote it");
        }
        try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (format != FORMAT) {
                throw new InvalidEventException("the entry starts with the byte " + format + "; must be " + FORMAT
                        + ", then a count and false alarms");
            }
            from.readByte();
            int count = from.readUnsignedByte();
            List<FalseAlarm> alarms = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                alarms.add(new FalseAlarm(
                        from.readUTF(), new Raise(reason(from.readUTF()), from.readDouble(), from.readLong())));
            }
            return new FalseAlarms(List.copyOf(alarms));
        } catch (IOException | IllegalArgumentException foreign) {
            throw new InvalidEventException("the entry is not one of false alarms: " + foreign, foreign);
        }
    }

    private static Reason reason(String wire) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reason is '" + wire + "'"));
    }
}
