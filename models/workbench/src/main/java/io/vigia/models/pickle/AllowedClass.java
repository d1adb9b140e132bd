package io.vigia.models.pickle;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Python class or function that a scaler's pickle may name, and what stands for it here. A pickle is a program that may
 * name anything that Python can import; only these names are known, and for each of them a few lines of Java build data.
 *
 * @param name {@code module.name}
 */
record AllowedClass(String name, Construct construct) {
    /** What a call with these arguments gives. */
    interface Construct {
        Object of(List<?> arguments, PickleBytes at);
    }

    static final String WRAPPER = "joblib.numpy_pickle.NumpyArrayWrapper";

    private static final Map<String, AllowedClass> BY_NAME = new LinkedHashMap<>();

    static {
        for (String module : List.of("sklearn.preprocessing._data.", "sklearn.preprocessing.data.")) {
            for (String scaler : List.of("MinMaxScaler", "StandardScaler", "RobustScaler")) {
                allow(module + scaler, (arguments, at) -> PickledObject.of(scaler));
            }
        }
        allow(WRAPPER, (arguments, at) -> PickledObject.of(WRAPPER));
        allow("numpy.ndarray", (arguments, at) -> new NumpyArray());
        allow("numpy.dtype", (arguments, at) -> NumpyType.of(text(arguments, 0, at), at));
        for (String numpy : List.of("numpy.core.", "numpy._core.")) {
            allow(numpy + "multiarray._reconstruct", (arguments, at) -> new NumpyArray());
            allow(numpy + "multiarray.scalar", AllowedClass::scalar);
            allow(numpy + "numeric._frombuffer", AllowedClass::fromBuffer);
        }
        allow("collections.OrderedDict", (arguments, at) -> new LinkedHashMap<String, Object>());
        // Protocol 2 has no bytes of its own: they are text whose letters are the bytes.
        allow("_codecs.encode", AllowedClass::encode);
        allow("__builtin__.bytes", (arguments, at) -> new byte[0]);
    }

    private static void allow(String name, Construct construct) {
        BY_NAME.put(name, new AllowedClass(name, construct));
    }

    /** The class of that name, or an error that names it. */
    static AllowedClass named(String module, String name, PickleBytes at) {
        String full = module + "." + name;
        var allowed = BY_NAME.get(full);
        if (allowed == null) {
            throw at.refused("names " + shown(full) + ", which is never run or built here");
        }
        return allowed;
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "…";
    }

    private static Object encode(List<?> arguments, PickleBytes at) {
        String letters = text(arguments, 0, at);
        at.copy(letters.length());
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Object scalar(List<?> arguments, PickleBytes at) {
        double[] numbers = type(arguments, 0, at).numbers(bytes(arguments, 1, at), at);
        if (numbers.length != 1) {
            throw at.refused("holds a numpy number of " + numbers.length + " numbers");
        }
        return numbers[0];
    }

    private static Object fromBuffer(List<?> arguments, PickleBytes at) {
        return NumpyArray.of(type(arguments, 1, at).numbers(bytes(arguments, 0, at), at));
    }

    private static String text(List<?> arguments, int place, PickleBytes at) {
        if (place < arguments.size() && arguments.get(place) instanceof String text) {
            return text;
        }
        throw missing("text", place, at);
    }

    private static byte[] bytes(List<?> arguments, int place, PickleBytes at) {
        if (place < arguments.size() && arguments.get(place) instanceof byte[] bytes) {
            return bytes;
        }
        throw missing("bytes", place, at);
    }

    private static NumpyType type(List<?> arguments, int place, PickleBytes at) {
        if (place < arguments.size() && arguments.get(place) instanceof NumpyType type) {
            return type;
        }
        throw missing("a numpy type", place, at);
    }

    private static RuntimeException missing(String what, int place, PickleBytes at) {
        return at.refused("calls a function without " + what + " as its argument " + (place + 1));
    }

    @Override
    public String toString() {
        return name;
    }
}
