package io.vigia.detection.state;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The encoding of a sensor's state. The header says all that the meaning of a byte depends on, so that a state of any model
 * can be read and {@link #adopt moved} to this one.
 *
 * <table>
 * <caption>Bytes, big-endian; h is the length of the header, n the number of the last values</caption>
 * <tr><th>from</th><th>length</th><th>content</th></tr>
 * <tr><td>0</td><td>h</td><td>{@link StateHeader}</td></tr>
 * <tr><td>h</td><td>8</td><td>time of the newest reading, epoch milliseconds</td></tr>
 * <tr><td>h + 8</td><td>8</td><td>number of readings</td></tr>
 * <tr><td>h + 16</td><td>8</td><td>how many of them came before the rule began</td></tr>
 * <tr><td>h + 24</td><td>2</td><td>n</td></tr>
 * <tr><td>h + 26</td><td>8 n</td><td>the last values, oldest first</td></tr>
 * <tr><td>h + 26 + 8 n</td><td></td><td>the {@link RuleState}</td></tr>
 * </table>
 */
public final class StateFormat {
    private final StateHeader own;
    private final RuleShape.Shapes shapes;
    private final byte[] head;

    /**
     * @param own what this model writes
     * @param shapes of all rules
     */
    public StateFormat(StateHeader own, RuleShape.Shapes shapes) {
        this.own = own;
        this.shapes = shapes;
        head = own.encoded();
    }

    /** The state of a sensor that was never seen. */
    public SensorState fresh() {
        return new SensorState(new RecentValues(own.recent()), own.rule().newState(), Long.MIN_VALUE, 0, 0);
    }

    /** Writes a state. */
    public byte[] write(SensorState state) {
        ByteBuffer to = ByteBuffer.allocate(head.length
                + 3 * Long.BYTES
                + Short.BYTES
                + state.recent().bytes()
                + state.rule().bytes());
        to.put(head).putLong(state.newestTs()).putLong(state.values()).putLong(state.since());
        to.putShort((short) state.recent().size());
        state.recent().write(to);
        state.rule().write(to);
        return to.array();
    }

    /** Reads a state that this or another model's format wrote, in this version. */
    public SensorState read(byte[] bytes, History history) {
        StateReader from = new StateReader(bytes);
        if (bytes.length > head.length && Arrays.equals(head, 0, head.length, bytes, 0, head.length)) {
            from.skip(head.length);
            return body(own, from);
        }
        StateHeader other = StateHeader.read(from, shapes);
        SensorState state = body(other, from);
        return other.equals(own) ? state : adopt(state, other, history);
    }

    private static SensorState body(StateHeader head, StateReader from) {
        long newestTs = from.anyLong();
        long values = from.longAtLeast(0);
        long since = from.longIn(0, values);
        long count = values - since;
        long most = Math.min(values, head.recent());
        long least = Math.min(values, Math.max(1, Math.min(count, head.rule().lookBack())));
        RecentValues recent = new RecentValues(head.recent());
        recent.read(from, from.unsignedShort(least, most));
        RuleState rule = head.rule().read(from, count);
        from.end();
        return new SensorState(recent, rule, newestTs, values, since);
    }

    /**
     * What this model goes on with after another: the last values, as far as they were kept; the rule's state if its
     * shape is the same, with errors starting again, since they were another network's; else a rule that begins now.
     */
    private SensorState adopt(SensorState before, StateHeader wrote, History history) {
        boolean sameRule = wrote.rule().equals(own.rule());
        RecentValues recent = new RecentValues(own.recent());
        recent.addAll(before.recent());
        if (!sameRule) {
            return begun(recent, before, wrote.rule(), history);
        }
        before.rule().forgetErrors(before.place());
        return new SensorState(recent, before.rule(), before.newestTs(), before.values(), before.since());
    }

    /** The last values with a rule that begins now. */
    public SensorState beginAnew(SensorState before, History history) {
        return begun(before.recent(), before, own.rule(), history);
    }

    private SensorState begun(RecentValues recent, SensorState before, RuleShape former, History history) {
        history.clear(former.remembered(before.place()));
        return new SensorState(recent, own.rule().newState(), before.newestTs(), before.values(), before.values());
    }
}
