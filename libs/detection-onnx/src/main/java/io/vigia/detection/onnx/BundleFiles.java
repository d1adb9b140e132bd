package io.vigia.detection.onnx;

import io.vigia.detection.model.ModelManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The two files of a bundle, not verified; {@link ModelBundle#of} verifies them. */
public final class BundleFiles {
    /** Maximum size of each file, in bytes. */
    public static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final String MANIFEST = "model.json";
    private static final String ONNX = "model.onnx";
    private static final String SHIPPED = "vigia/bundles/default/";

    private final String place;
    private final byte[] manifest;
    private final byte[] onnx;

    private BundleFiles(String place, byte[] manifest, byte[] onnx) {
        this.place = place;
        this.manifest = manifest;
        this.onnx = onnx;
    }

    /**
     * Reads the files from a folder.
     *
     * @throws BundleException if a file is missing, unreadable or too large
     */
    public static BundleFiles load(Path folder) {
        return new BundleFiles(
                folder + folder.getFileSystem().getSeparator(),
                read(folder.resolve(MANIFEST)),
                read(folder.resolve(ONNX)));
    }

    /**
     * Reads the shipped files from the class path.
     *
     * @throws BundleException if a file is missing
     */
    public static BundleFiles shipped() {
        return new BundleFiles("class path:" + SHIPPED, resource(SHIPPED + MANIFEST), resource(SHIPPED + ONNX));
    }

    /**
     * Reads the files from the output of {@link #zip}.
     *
     * @param name in error messages
     * @throws BundleException if it is not a zip of exactly the two files, or a file is too large
     */
    public static BundleFiles unzip(byte[] zip, String name) {
        byte[] manifest = null;
        byte[] onnx = null;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(MANIFEST) && manifest == null) {
                    manifest = read(in, name + "/" + MANIFEST);
                } else if (entry.getName().equals(ONNX) && onnx == null) {
                    onnx = read(in, name + "/" + ONNX);
                } else {
                    throw zipped(name, "contains '" + entry.getName() + "'", null);
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            throw zipped(name, "could not be unzipped (" + damaged.getMessage() + ")", damaged);
        }
        if (manifest == null || onnx == null) {
            throw zipped(name, "does not contain " + (manifest == null ? MANIFEST : ONNX), null);
        }
        return new BundleFiles(name + "/", manifest, onnx);
    }

    private static BundleException zipped(String name, String problem, @Nullable Throwable cause) {
        return new BundleException(
                name,
                problem,
                "It must be a zip of " + MANIFEST + " and " + ONNX + "; deploy the bundle again.",
                cause);
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BundleException(
                    file.toString(),
                    "was not found",
                    "A bundle is a folder with model.json and model.onnx; give such a folder.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new BundleException(
                    file.toString(), "could not be read (" + e + ")", "Make it readable for this process.", e);
        }
    }

    private static byte[] resource(String name) {
        try (@Nullable InputStream in = BundleFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new BundleException(
                        "class path:" + name, "is missing", "Put the module of the shipped bundles on the class path.");
            }
            return read(in, "class path:" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(InputStream in, String file) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new BundleException(
                    file,
                    "is larger than " + MOST_BYTES + " bytes",
                    "This is not a file of a bundle; give another folder.");
        }
        return bytes;
    }

    /** Both files in a zip, as sent through Kafka. The same files give the same bytes on one JDK. */
    public byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            add(MANIFEST, manifest, out);
            add(ONNX, onnx, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(String name, byte[] file, ZipOutputStream out) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(file);
        out.closeEntry();
    }

    /** Whether the other files have the same bytes. */
    public boolean sameAs(BundleFiles others) {
        return Arrays.equals(manifest, others.manifest) && Arrays.equals(onnx, others.onnx);
    }

    /**
     * The manifest in {@code model.json}.
     *
     * @throws BundleException if it is not a manifest
     */
    public ModelManifest manifest() {
        return ModelManifestJson.read(manifest, place + MANIFEST);
    }

    byte[] onnx() {
        return onnx;
    }

    String onnxFile() {
        return place + ONNX;
    }
}
