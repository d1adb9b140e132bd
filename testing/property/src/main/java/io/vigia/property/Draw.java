package io.vigia.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The source of a case's inputs. Each value is made of choices, whole numbers of which zero is the simplest; a case is repeated by its choices
 * and made smaller by lowering them and leaving some out. All bounds are inclusive.
 */
public final class Draw {
    private static final int LONGEST = 255;
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        1e15,
        1e-5,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE
    };

    private final SplittableRandom random;
    private final long @Nullable [] replayed;
    private final List<String> values = new ArrayList<>();
    private long[] choices = new long[64];
    private int count;
    private int depth;

    private Draw(long seed, long @Nullable [] replayed) {
        this.random = new SplittableRandom(seed);
        this.replayed = replayed;
    }

    /** New inputs. */
    static Draw fresh(long seed) {
        return new Draw(seed, null);
    }

    /** The inputs of these choices, and the simplest when they have been used up. */
    static Draw replay(long[] choices) {
        return new Draw(0, choices);
    }

    long[] choices() {
        return Arrays.copyOf(choices, count);
    }

    /** The values drawn so far, for people. */
    String values() {
        return values.isEmpty() ? "no input" : String.join(", ", values);
    }

    public boolean aBoolean() {
        return shown(() -> choice(1) == 1);
    }

    /** True in {@code hits} of {@code all} cases. */
    public boolean chance(int hits, int all) {
        return shown(() -> choice(1, () -> random.nextInt(all) < hits ? 1 : 0) == 1);
    }

    public int anInt() {
        return anInt(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public int anInt(int min, int max) {
        return (int) aLong(min, max);
    }

    public long aLong() {
        return aLong(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Often small, often an end of the range. */
    public long aLong(long min, long max) {
        return shown(() -> {
            long choice = choice(max - min, () -> biased(max - min));
            long origin = Math.max(min, Math.min(max, 0));
            return nearOrigin(choice, origin, origin - min, max - origin);
        });
    }

    /** Any finite number. */
    public double aDouble() {
        return shown(() -> switch ((int) choice(3)) {
            case 0 -> aLong(-100_000, 100_000) / 100.0;
            case 1 -> SPECIAL[(int) choice(SPECIAL.length - 1)];
            case 2 -> aLong(-1L << 53, 1L << 53) * Math.pow(10, aLong(-12, 12));
            default -> finite(choice(-1));
        });
    }

    /** A finite number of a finite range. */
    public double aDouble(double min, double max) {
        long steps = 1L << 53;
        return shown(() -> Math.min(max, min + (max - min) * ((double) choice(steps, () -> biased(steps)) / steps)));
    }

    /** One of these; the first is the simplest. */
    @SafeVarargs
    public final <T extends @Nullable Object> T of(T... items) {
        return shown(() -> items[(int) choice(items.length - 1)]);
    }

    /** Null in one of {@code all} cases. */
    public <T> @Nullable T nullable(int all, Supplier<T> item) {
        return chance(1, all) ? null : item.get();
    }

    /** At most 255 bytes. */
    public byte[] bytes() {
        return bytes(0, LONGEST);
    }

    public byte[] bytes(int min, int max) {
        return shown(() -> {
            List<Long> list = list(min, max, () -> choice(255));
            byte[] bytes = new byte[list.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = list.get(i).byteValue();
            }
            return bytes;
        });
    }

    /** At most 255 chars, any: letters, control characters, pairs and halves of surrogate pairs. */
    public String text() {
        return text(0, LONGEST);
    }

    public String text(int min, int max) {
        return shown(() -> String.join("", list(min, max, this::character)));
    }

    /** A text of characters of an alphabet; the first is the simplest. */
    public String text(String alphabet, int min, int max) {
        return shown(() -> String.join(
                "", list(min, max, () -> String.valueOf(alphabet.charAt((int) choice(alphabet.length() - 1))))));
    }

    public <T> List<T> list(int min, int max, Supplier<T> item) {
        return shown(() -> {
            int length = min + (int) biased(max - min);
            List<T> list = new ArrayList<>();
            while (list.size() < max && (list.size() < min || choice(1, () -> list.size() < length ? 1 : 0) == 1)) {
                list.add(item.get());
            }
            return list;
        });
    }

    /** At most so many items, without repetition. */
    public <T> Set<T> set(int max, Supplier<T> item) {
        return new LinkedHashSet<>(list(0, max, item));
    }

    public int[] ints(int min, int max, Supplier<Integer> item) {
        return list(min, max, item).stream().mapToInt(Integer::intValue).toArray();
    }

    public double[] doubles(int min, int max) {
        return list(min, max, this::aDouble).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private String character() {
        return switch ((int) choice(7)) {
            case 0, 1, 2, 3 -> String.valueOf((char) (' ' + choice('~' - ' ')));
            case 4 -> String.valueOf((char) choice(0xFF));
            case 5, 6 -> String.valueOf((char) choice(0xFFFF));
            default -> Character.toString((int) (0x10000 + choice(0xFFFFF)));
        };
    }

    private long choice(long bound) {
        return choice(bound, () -> uniform(bound));
    }

    /** A number from 0 to an unsigned bound. */
    private long choice(long bound, LongSupplier fresh) {
        long choice;
        if (replayed == null) {
            choice = fresh.getAsLong();
        } else if (count < replayed.length) {
            choice = Long.compareUnsigned(replayed[count], bound) < 0 ? replayed[count] : bound;
        } else {
            choice = 0;
        }
        if (count == choices.length) {
            choices = Arrays.copyOf(choices, 2 * count);
        }
        choices[count++] = choice;
        return choice;
    }

    private long uniform(long bound) {
        return bound == -1 ? random.nextLong() : Long.remainderUnsigned(random.nextLong(), bound + 1);
    }

    private long biased(long bound) {
        int kind = (int) uniform(15);
        if (bound == 0 || kind == 0) {
            return 0;
        }
        return switch (kind) {
            case 1 -> bound;
            case 2 -> bound - 1;
            case 3, 4, 5, 6, 7 -> uniform(bound) >>> uniform(63 - Long.numberOfLeadingZeros(bound));
            default -> uniform(bound);
        };
    }

    /** 0, 1, 2, 3… become origin, origin − 1, origin + 1, origin − 2… and, where one side ends, what is left of the other. */
    private static long nearOrigin(long choice, long origin, long below, long above) {
        long shorter = Long.compareUnsigned(below, above) < 0 ? below : above;
        if (Long.compareUnsigned(choice, 2 * shorter) <= 0) {
            return (choice & 1) == 1 ? origin - (choice >>> 1) - 1 : origin + (choice >>> 1);
        }
        return shorter == below ? origin + (choice - shorter) : origin - (choice - shorter);
    }

    private static double finite(long bits) {
        double number = Double.longBitsToDouble(bits);
        // Without the exponent's highest bit, which infinity and NaN have.
        return Double.isFinite(number) ? number : Double.longBitsToDouble(bits & ~(1L << 62));
    }

    private <T extends @Nullable Object> T shown(Supplier<T> value) {
        depth++;
        T drawn;
        try {
            drawn = value.get();
        } finally {
            depth--;
        }
        if (depth == 0) {
            values.add(ValueLiteral.of(drawn));
        }
        return drawn;
    }
}
