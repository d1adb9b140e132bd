package io.vigia.detection.onnx;

import io.vigia.detection.model.InvalidModelException;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.ModelManifest.GoldenPair;
import io.vigia.detection.model.ModelManifest.MeasuredError;
import io.vigia.detection.model.ModelManifest.Training;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.OutputScale;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes {@code model.json}: every field, always in the same order, so that equal manifests are equal files. */
public final class ModelManifestJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ModelManifestJson() {}

    /**
     * Reads a manifest.
     *
     * @param json UTF-8
     * @param file name in error messages
     * @throws BundleException if it is not JSON, or a field is missing, unknown, of another type or out of range
     */
    public static ModelManifest read(byte[] json, String file) {
        try {
            return read(JsonFields.root(MAPPER.readTree(json)));
        } catch (InvalidModelException e) {
            throw new BundleException(
                    file, String.valueOf(e.getMessage()), "Correct the field, or create the bundle again.", e);
        } catch (JacksonException e) {
            throw new BundleException(
                    file,
                    "is not valid JSON (" + e.getOriginalMessage() + ")",
                    "It must be the model.json of a bundle; create the bundle again.",
                    e);
        }
    }

    private static ModelManifest read(JsonFields json) {
        return json.make(() -> new ModelManifest(
                json.integer("formatVersion"),
                json.text("name"),
                json.text("version"),
                json.integer("window"),
                ScalingJson.read(json.object("input")),
                output(json),
                network(json),
                RuleJson.read(json.object("rule")),
                training(json.object("trained")),
                error(json.object("error")),
                json.text("onnxSha256"),
                json.objects("golden", ModelManifestJson::golden)));
    }

    private static OutputScale output(JsonFields json) {
        String output = json.text("output");
        return switch (output) {
            case "scaled" -> OutputScale.SCALED;
            case "raw" -> OutputScale.RAW;
            default -> throw new InvalidModelException("output", "'" + output + "'", "scaled or raw");
        };
    }

    /** Omitted for a forecast, as in manifests from before there was another kind. */
    private static NetworkKind network(JsonFields json) {
        if (!json.has("network")) {
            return NetworkKind.FORECAST;
        }
        String network = json.text("network");
        return switch (network) {
            case "forecast" -> NetworkKind.FORECAST;
            case "reconstruction" -> NetworkKind.RECONSTRUCTION;
            default -> throw new InvalidModelException("network", "'" + network + "'", "forecast or reconstruction");
        };
    }

    private static Training training(JsonFields json) {
        return json.make(
                () -> new Training(json.text("on"), json.text("data"), json.text("split"), json.integer64("seed")));
    }

    private static MeasuredError error(JsonFields json) {
        return json.make(() ->
                new MeasuredError(json.numberOrNull("mae"), json.numberOrNull("rmse"), json.numberOrNull("naiveMae")));
    }

    private static GoldenPair golden(JsonFields json) {
        return new GoldenPair(json.floats("input"), (float) json.number("output"));
    }

    /** Writes a manifest as UTF-8, with line feeds on every platform. */
    public static byte[] write(ModelManifest manifest) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("formatVersion", manifest.formatVersion())
                .put("name", manifest.name())
                .put("version", manifest.version())
                .put("window", manifest.window());
        ScalingJson.write(manifest.input(), json.putObject("input"));
        json.put("output", manifest.output().name().toLowerCase(Locale.ROOT));
        if (manifest.network() != NetworkKind.FORECAST) {
            json.put("network", manifest.network().name().toLowerCase(Locale.ROOT));
        }
        RuleJson.write(manifest.rule(), json.putObject("rule"));
        Training trained = manifest.trained();
        json.putObject("trained")
                .put("on", trained.on())
                .put("data", trained.data())
                .put("split", trained.split())
                .put("seed", trained.seed());
        writeError(manifest.error(), json.putObject("error"));
        json.put("onnxSha256", manifest.onnxSha256());
        ArrayNode golden = json.putArray("golden");
        manifest.golden().forEach(pair -> writeGolden(pair, golden.addObject()));
        return (writer().writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writeError(MeasuredError error, ObjectNode to) {
        to.set("mae", number(error.mae()));
        to.set("rmse", number(error.rmse()));
        to.set("naiveMae", number(error.naiveMae()));
    }

    private static JsonNode number(double value) {
        return Double.isNaN(value)
                ? MAPPER.getNodeFactory().nullNode()
                : MAPPER.getNodeFactory().numberNode(value);
    }

    private static void writeGolden(GoldenPair pair, ObjectNode to) {
        ArrayNode input = to.putArray("input");
        for (float value : pair.input()) {
            input.add(value);
        }
        to.put("output", pair.output());
    }

    private static ObjectWriter writer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return MAPPER.writer().with(new DefaultPrettyPrinter().withObjectIndenter(lines));
    }
}
