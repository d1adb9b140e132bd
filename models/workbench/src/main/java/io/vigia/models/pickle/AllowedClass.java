package io.vigia.models.pickle;

import io.vigia.contract.Excerpt;
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

    static final String PIPELINE = "Pipeline";

    private static final Map<String, AllowedClass> BY_NAME = new LinkedHashMap<>();

    static {
        for (String module : List.of("sklearn.preprocessing._data.", "sklearn.preprocessing.data.")) {
            for (String scaler : FittedAttributes.SCALERS) {
                allow(module + scaler, (arguments, at) -> PickledObject.of(scaler));
            }
        }
        allow(WRAPPER, (arguments, at) -> PickledObject.of(WRAPPER));
        // scikit-learn brought its own joblib up to 0.22.
        allow("sklearn.externals." + WRAPPER, (arguments, at) -> PickledObject.of(WRAPPER));
        allow("sklearn.pipeline.Pipeline", (arguments, at) -> PickledObject.of(PIPELINE));
        // How Python 2 builds an object in protocol 2: of a class, its base, and nothing.
        for (String python : List.of("copy_reg.", "copyreg.")) {
            allow(python + "_reconstructor", AllowedClass::reconstruct);
        }
        for (String python : List.of("__builtin__.", "builtins.")) {
            allow(python + "object", (arguments, at) -> new LinkedHashMap<String, Object>());
        }
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
            throw full.startsWith("sklearn.") || full.startsWith("pandas.") || full.startsWith("numpy.")
                    ? at.refused("holds " + shown(full) + ", which is not supported")
                    : at.refused("names " + shown(full) + ", which is never executed or created here");
        }
        return allowed;
    }

    private static String shown(String name) {
        return Excerpt.of(name.replaceAll("[^\\x20-\\x7e]", "?"), 121);
    }

    private static Object encode(List<?> arguments, PickleBytes at) {
        String letters = text(arguments, 0, at);
        at.copy(letters.length());
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Object reconstruct(List<?> arguments, PickleBytes at) {
        if (!arguments.isEmpty()
                && arguments.get(0) instanceof AllowedClass allowed
                && !allowed.name.contains("copy")) {
            return allowed.construct.of(List.of(), at);
        }
        throw missing("a class", 0, at);
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
        if (place < arguments.size() && arguments.get(place) instanceof String letters) {
            at.copy(letters.length());
            return letters.getBytes(StandardCharsets.ISO_8859_1);
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
