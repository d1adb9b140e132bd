package io.vigia.models.pickle;

import io.vigia.models.WorkbenchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;

/** How joblib compressed a file, told by its first bytes. */
enum Compression {
    ZLIB(0x78) {
        @Override
        InputStream open(InputStream in) {
            return new InflaterInputStream(in);
        }
    },
    GZIP(0x1f, 0x8b) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new GZIPInputStream(in);
        }
    },
    BZ2('B', 'Z', 'h') {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(in);
        }
    },
    XZ(0xfd, '7', 'z', 'X', 'Z', 0) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new XZInputStream(in, MOST_KIB);
        }
    },
    LZMA(0x5d, 0, 0) {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new LZMAInputStream(in, MOST_KIB);
        }
    },
    /** A pickle of protocol 2 or later starts with this byte. */
    NONE(0x80) {
        @Override
        InputStream open(InputStream in) {
            return in;
        }
    };

    /** What xz and lzma may take for their dictionary; joblib's levels take up to 65 MiB. */
    private static final int MOST_KIB = 128 << 10;

    private final int[] magic;

    Compression(int... magic) {
        this.magic = magic;
    }

    abstract InputStream open(InputStream in) throws IOException;

    /**
     * What was compressed.
     *
     * @param file what errors call it
     * @throws WorkbenchException if it starts as no compression does, is damaged, or is longer than {@code mostBytes}
     */
    static byte[] expand(byte[] content, int mostBytes, String file) {
        Compression compression = Arrays.stream(values())
                .filter(candidate -> candidate.starts(content))
                .findFirst()
                .orElseThrow(() -> unknown(content, file));
        try (InputStream in = compression.open(new ByteArrayInputStream(content))) {
            return bounded(in, mostBytes, file);
        } catch (IOException | RuntimeException e) {
            throw e instanceof WorkbenchException refused ? refused : compression.damaged(file, e);
        }
    }

    /** Whether the content starts as any of these does; text never does. */
    static boolean isOne(byte[] content) {
        return Arrays.stream(values()).anyMatch(candidate -> candidate.starts(content))
                && (!ZLIB.starts(content) || content.length > 1 && ((0x78 << 8) + (content[1] & 0xff)) % 31 == 0);
    }

    static byte[] bounded(InputStream in, int mostBytes, String file) throws IOException {
        byte[] bytes = in.readNBytes(mostBytes + 1);
        if (bytes.length > mostBytes) {
            throw new WorkbenchException(
                    file,
                    "has more than " + mostBytes + " bytes, more than any scaler of one column",
                    PickleBytes.REMEDY);
        }
        return bytes;
    }

    private boolean starts(byte[] content) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private WorkbenchException damaged(String file, Exception cause) {
        return new WorkbenchException(
                file,
                "is damaged: " + name().toLowerCase(Locale.ROOT) + " cannot decompress it (" + cause.getMessage() + ")",
                PickleBytes.REMEDY,
                cause);
    }

    private static WorkbenchException unknown(byte[] content, String file) {
        if (content.length > 3 && content[0] == 0x04 && content[1] == 0x22 && content[2] == 0x4d) {
            return new WorkbenchException(
                    file,
                    "is compressed with lz4",
                    "Write it again with joblib.dump(scaler, file, compress=\"gzip\").");
        }
        return new WorkbenchException(
                file,
                "is neither a pickle of protocol 2 to 5 nor a joblib file compressed with zlib, gzip, bz2, xz or lzma",
                PickleBytes.REMEDY);
    }
}
