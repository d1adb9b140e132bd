package io.vigia.models.pickle;

import io.vigia.models.WorkbenchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/** One number, as {@code numpy.save}, {@code numpy.savez}, joblib or pickle write it. */
public final class NumberFile {
    private static final int MOST_BYTES = 1 << 20;
    private static final String REMEDY =
            "The file must have one number; write it with numpy.save, joblib.dump, or as text.";
    private static final Pattern TYPE = Pattern.compile("'descr': *'([^']{1,20})'");

    private NumberFile() {}

    /** Whether a file is one of these, by its first bytes. */
    public static boolean isOne(byte[] content) {
        return isNumpy(content) || isZip(content) || Compression.isOne(content);
    }

    private static boolean isNumpy(byte[] content) {
        return startsWith(content, 0x93, 'N', 'U', 'M', 'P', 'Y');
    }

    private static boolean isZip(byte[] content) {
        return startsWith(content, 'P', 'K', 3, 4);
    }

    private static boolean startsWith(byte[] content, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (content.length <= i || (content[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The number.
     *
     * @param names of a field, in lower case without signs, that holds it where the file is a dictionary
     * @throws WorkbenchException if it holds anything but one number
     */
    public static double read(byte[] content, String file, List<String> names) {
        if (isZip(content)) {
            return zipped(content, file);
        }
        return isNumpy(content)
                ? only(numpy(content, file), file)
                : number(PickleReader.read(Compression.expand(content, MOST_BYTES, file), file), file, names);
    }

    private static double zipped(byte[] content, String file) {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            var entry = zip.getNextEntry();
            byte[] array = entry == null ? new byte[0] : Compression.bounded(zip, MOST_BYTES, file);
            if (!isNumpy(array) || zip.getNextEntry() != null) {
                throw new WorkbenchException(file, "does not have exactly one numpy array", REMEDY);
            }
            return only(numpy(array, file), file);
        } catch (IOException | IllegalArgumentException e) {
            throw new WorkbenchException(file, "is damaged (" + e.getMessage() + ")", REMEDY, e);
        }
    }

    /** A magic of eight bytes, the length of a header in two or four, the header, the numbers. */
    private static double[] numpy(byte[] content, String file) {
        var bytes = new PickleBytes(content, file);
        bytes.take(6);
        int version = bytes.unsignedByte();
        bytes.unsignedByte();
        long length = version == 1 ? bytes.unsignedShort() : bytes.int32();
        String header = new String(bytes.take(length), StandardCharsets.ISO_8859_1);
        var type = TYPE.matcher(header);
        if (!type.find()) {
            throw new WorkbenchException(file, "is a numpy file without a plain type", REMEDY);
        }
        var numbers = NumpyType.of(type.group(1).replace(">", "<"), bytes);
        numbers.order(type.group(1).substring(0, 1));
        return numbers.numbers(bytes.take(content.length - (long) bytes.position()), bytes);
    }

    private static double number(Object value, String file, List<String> names) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof NumpyArray array) {
            return only(array.numbers(), file);
        }
        if (value instanceof List<?> list && list.size() == 1) {
            return number(list.get(0), file, List.of());
        }
        if (value instanceof Map<?, ?> fields) {
            for (var field : fields.entrySet()) {
                String name =
                        String.valueOf(field.getKey()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
                if (names.contains(name)) {
                    return number(field.getValue(), file, List.of());
                }
            }
        }
        throw new WorkbenchException(file, "does not have exactly one number", REMEDY);
    }

    private static double only(double[] numbers, String file) {
        if (numbers.length != 1) {
            throw new WorkbenchException(file, "has " + numbers.length + " numbers", REMEDY);
        }
        return numbers[0];
    }
}
