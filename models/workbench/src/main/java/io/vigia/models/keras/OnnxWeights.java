package io.vigia.models.keras;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.models.WorkbenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Weights that an exporter put into a file beside the model, as newer versions of PyTorch do. */
final class OnnxWeights {
    private static final String REMEDY =
            "Keep the two files together, or export into one:" + " torch.onnx.export(…, external_data=False).";

    private OnnxWeights() {}

    /**
     * The model with all its weights.
     *
     * @throws WorkbenchException if the other file is missing, is elsewhere or is too short
     */
    static ModelProto whole(Path file, ModelProto model) throws IOException {
        var whole = model.toBuilder();
        for (int i = 0; i < model.getGraph().getInitializerCount(); i++) {
            var tensor = model.getGraph().getInitializer(i);
            if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                whole.getGraphBuilder().setInitializer(i, read(file, tensor));
            }
        }
        return whole.build();
    }

    private static TensorProto read(Path file, TensorProto tensor) throws IOException {
        String name = entry(tensor, "location");
        long offset = number(file, tensor, "offset");
        long length = number(file, tensor, "length");
        if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw refused(file, "has weights in '" + name + "', which is not in the same folder");
        }
        var beside = file.resolveSibling(name);
        if (!Files.isRegularFile(beside)) {
            throw refused(file, "has its weights in '" + name + "', which was not found");
        }
        long most = Math.min(Files.size(beside), BundleFiles.MOST_BYTES);
        if (offset < 0 || length < 0 || length > most || offset > most - length) {
            throw refused(
                    file, "has weights at %d, %d bytes, of '%s', which has %d".formatted(offset, length, name, most));
        }
        try (InputStream in = Files.newInputStream(beside)) {
            in.skipNBytes(offset);
            long left = length > 0 ? length : most - offset;
            return tensor.toBuilder()
                    .clearExternalData()
                    .clearDataLocation()
                    .setRawData(ByteString.copyFrom(in.readNBytes((int) left)))
                    .build();
        }
    }

    private static long number(Path file, TensorProto tensor, String key) {
        String text = entry(tensor, key);
        try {
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refused(file, "has weights whose " + key + " is '" + text + "'");
        }
    }

    private static String entry(TensorProto tensor, String key) {
        return tensor.getExternalDataList().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(StringStringEntryProto::getValue)
                .findFirst()
                .orElse("");
    }

    private static WorkbenchException refused(Path file, String problem) {
        return new WorkbenchException(file.toString(), problem, REMEDY);
    }
}
