package io.vigia.models.pickle;

import io.vigia.models.WorkbenchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one value from a pickle of protocol 2 to 5, or from a joblib file with its arrays inline, as plain data: text,
 * numbers, lists, maps, {@link NumpyArray}s and {@link PickledObject}s. It is written for this purpose because general
 * readers build whatever class a registry or a default knows; here a name is refused before anything is made of it. Work
 * and memory grow with the length of the input, and no value is ever walked through, so one that holds itself does no harm.
 */
final class PickleReader {
    /** An array of objects in a joblib file is a pickle of its own. */
    private static final int MOST_NESTED = 3;

    private enum Mark {
        MARK
    }

    private final PickleBytes in;
    private final int depth;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleReader(PickleBytes in, int depth) {
        this.in = in;
        this.depth = depth;
    }

    /**
     * The value that the pickle holds.
     *
     * @param file what errors call it
     * @throws WorkbenchException for anything that is no pickle, is damaged, or names a class that is not allowed
     */
    static Object read(byte[] bytes, String file) {
        return new PickleReader(new PickleBytes(bytes, file), 1).read();
    }

    private Object read() {
        for (int opcode = in.unsignedByte(); opcode != '.'; opcode = in.unsignedByte()) {
            if (!isValue(opcode) && !isContainer(opcode) && !isObject(opcode)) {
                throw in.refused("has the pickle instruction 0x%02x, which no scaler of protocol 2 to 5 needs"
                        .formatted(opcode));
            }
        }
        return pop();
    }

    private boolean isValue(int opcode) {
        switch (opcode) {
            case 0x80 -> protocol(in.unsignedByte());
            case 0x95 -> in.int64(); // the length of a frame: for readers of streams
            case 'N' -> push(None.NONE);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.int32());
            case 'K' -> push((long) in.unsignedByte());
            case 'M' -> push((long) in.unsignedShort());
            case 0x8a -> push(integer(in.take(in.unsignedByte())));
            case 'G' -> push(in.bigEndianDouble());
            case 'U' -> push(in.letters(in.unsignedByte()));
            case 'T' -> push(in.letters(length32()));
            case 'X' -> push(in.text(length32()));
            case 0x8c -> push(in.text(in.unsignedByte()));
            case 0x8d -> push(in.text(in.int64()));
            case 'B' -> push(in.take(length32()));
            case 'C' -> push(in.take(in.unsignedByte()));
            case 0x8e, 0x96 -> push(in.take(in.int64()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isContainer(int opcode) {
        switch (opcode) {
            case '(' -> push(Mark.MARK);
            case '0' -> pop();
            case '1' -> sinceMark();
            case ')' -> push(List.of());
            case 't' -> push(List.copyOf(sinceMark()));
            case 0x85 -> push(List.copyOf(popAll(1)));
            case 0x86 -> push(List.copyOf(popAll(2)));
            case 0x87 -> push(List.copyOf(popAll(3)));
            case ']' -> push(new ArrayList<>());
            case 'a' -> append(popAll(1));
            case 'e' -> append(sinceMark());
            case '}' -> push(new HashMap<>());
            case 's' -> put(popAll(2));
            case 'u' -> put(sinceMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isObject(int opcode) {
        switch (opcode) {
            case 'q' -> memo.put(in.unsignedByte(), top());
            case 'r' -> memo.put(in.int32(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(remembered(in.unsignedByte()));
            case 'j' -> push(remembered(in.int32()));
            case 'c' -> push(AllowedClass.named(in.line(), in.line(), in));
            case 0x93 -> push(named(popAll(2)));
            case 'R', 0x81 -> push(construct(popAll(2)));
            case 'b' -> build(pop());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void protocol(int version) {
        if (version < 2 || version > 5) {
            throw in.refused("has pickle protocol " + version + "; must be 2 to 5");
        }
    }

    private long length32() {
        return in.int32() & 0xffffffffL;
    }

    private Long integer(byte[] littleEndian) {
        if (littleEndian.length > Long.BYTES) {
            throw in.refused("holds an integer of " + littleEndian.length + " bytes; expected at most 8");
        }
        long value = littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0 ? -1 : 0;
        for (int i = littleEndian.length - 1; i >= 0; i--) {
            value = value << 8 | littleEndian[i] & 0xff;
        }
        return value;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() {
        if (stack.isEmpty() || stack.get(stack.size() - 1) == Mark.MARK) {
            throw damaged();
        }
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        Object value = top();
        stack.remove(stack.size() - 1);
        return value;
    }

    private List<Object> popAll(int count) {
        Object[] values = new Object[count];
        for (int i = count - 1; i >= 0; i--) {
            values[i] = pop();
        }
        return List.of(values);
    }

    private List<Object> sinceMark() {
        int mark = stack.lastIndexOf(Mark.MARK);
        if (mark < 0) {
            throw damaged();
        }
        List<Object> since = stack.subList(mark + 1, stack.size());
        List<Object> values = new ArrayList<>(since);
        since.clear();
        stack.remove(mark);
        return values;
    }

    private WorkbenchException damaged() {
        return in.refused("is not a complete pickle: an instruction takes a value that is missing");
    }

    private Object remembered(int place) {
        var value = memo.get(place);
        if (value == null) {
            throw in.refused("takes the value number " + place + ", which was never put away");
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        if (!(top() instanceof ArrayList<?> list)) {
            throw damaged();
        }
        ((ArrayList<Object>) list).addAll(values);
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> pairs) {
        if (!(top() instanceof Map<?, ?> map) || pairs.size() % 2 != 0) {
            throw damaged();
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            ((Map<Object, Object>) map).put(key(pairs.get(i)), pairs.get(i + 1));
        }
    }

    /** Keys are compared and hashed, so they may be simple values only. */
    private Object key(Object value) {
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        throw in.refused("has a dictionary with a key that is neither text nor a whole number");
    }

    private AllowedClass named(List<Object> moduleAndName) {
        if (moduleAndName.get(0) instanceof String module && moduleAndName.get(1) instanceof String name) {
            return AllowedClass.named(module, name, in);
        }
        throw damaged();
    }

    private Object construct(List<Object> classAndArguments) {
        if (classAndArguments.get(0) instanceof AllowedClass allowed
                && classAndArguments.get(1) instanceof List<?> arguments) {
            return allowed.construct().of(arguments, in);
        }
        throw damaged();
    }

    private void build(Object state) {
        Object target = top();
        if (target instanceof PickledObject object && state instanceof Map<?, ?> attributes) {
            in.copy(attributes.size());
            attributes.forEach((name, value) -> object.attributes().put(String.valueOf(name), value));
            readInlineArray(object);
        } else if (target instanceof NumpyType type && state instanceof List<?> parts && parts.size() > 1) {
            type.order(String.valueOf(key(parts.get(1))));
        } else if (target instanceof NumpyArray array && state instanceof List<?> parts) {
            array.fill(parts, in);
        } else {
            throw in.refused("gives a state to a value that has none");
        }
    }

    /** In a joblib file the numbers of an array follow its description, outside the pickle. */
    private void readInlineArray(PickledObject object) {
        if (object.type().equals(AllowedClass.WRAPPER)) {
            pop();
            push(InlineArray.of(object, in).read(this::skipPickle));
        }
    }

    private void skipPickle() {
        if (depth == MOST_NESTED) {
            throw in.refused("holds pickles within pickles, " + MOST_NESTED + " deep");
        }
        var unused = new PickleReader(in, depth + 1).read();
    }
}
