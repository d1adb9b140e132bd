package io.vigia.ingest.http;

import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads request bodies, gzip or plain, within a per-request and a global memory limit. */
public final class BodyReader {
    /** The unit in which memory is counted; small, so that a body that has just begun counts little. */
    private static final int CHUNK = 4 * 1024;

    private static final String ENCODINGS = "gzip or identity";

    private final int maxBytes;
    private final int maxChunks;
    private final Semaphore chunks;
    private final LongSupplier nanoTime;

    /**
     * @param maxBytes of one body, compressed and uncompressed
     * @param inFlightBytes of all bodies in progress, uncompressed
     */
    public BodyReader(int maxBytes, long inFlightBytes) {
        this(maxBytes, inFlightBytes, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    BodyReader(int maxBytes, long inFlightBytes, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.maxChunks = Math.toIntExact(inFlightBytes / CHUNK + 1);
        this.chunks = new Semaphore(maxChunks);
        this.nanoTime = nanoTime;
    }

    /** Bytes of memory of the bodies in progress. */
    public long heldBytes() {
        return (long) (maxChunks - chunks.availablePermits()) * CHUNK;
    }

    /**
     * Reads the whole body, which the caller must close after processing.
     *
     * @throws ProblemException if it is too large, too slow, malformed, or has an encoding other than gzip
     */
    Body read(HttpServletRequest request) {
        boolean gzip = isGzip(request.getHeaders("Content-Encoding"));
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge();
        }
        Body body = new Body();
        try {
            body.fill(request.getInputStream(), gzip);
            return body;
        } catch (IOException broken) {
            body.close();
            throw refused(broken);
        } catch (RuntimeException refused) {
            body.close();
            throw refused;
        }
    }

    private ProblemException refused(IOException broken) {
        if (broken instanceof BodyException.TooLarge) {
            return tooLarge();
        }
        if (broken instanceof BodyException.TooSlow slow) {
            return tooSlow(slow.received());
        }
        if (broken instanceof BodyException.Incomplete incomplete) {
            return new ProblemException(
                    Problem.of(
                            400,
                            "body-unreadable",
                            "The body is incomplete",
                            "the connection broke, or a chunk is malformed, after " + incomplete.received()
                                    + " bytes of the body; nothing was stored; send the whole body again"),
                    broken);
        }
        return brokenGzip(broken);
    }

    /** True for gzip, false for plain. */
    private static boolean isGzip(Enumeration<String> encodings) {
        String encoding = String.join(", ", Collections.list(encodings)).strip();
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new ProblemException(
                        wrongEncoding(encoding, ENCODINGS).withHeaders(Map.of("Accept-Encoding", "gzip")));
        };
    }

    /** @param allowed what the header may be where the body was sent to */
    static Problem wrongEncoding(String received, String allowed) {
        return Problem.of(
                        415,
                        "content-encoding",
                        "The body's encoding is not supported",
                        "Content-Encoding is '" + Problem.shortened(received) + "'; must be " + allowed)
                .at("Content-Encoding", received, allowed)
                .inSpanish(
                        "La codificación del cuerpo no se admite",
                        "Content-Encoding es '" + Problem.shortened(received) + "'; debe ser " + allowed);
    }

    private static ProblemException brokenGzip(IOException broken) {
        String reason = broken instanceof EOFException ? "the data ends early" : String.valueOf(broken.getMessage());
        return new ProblemException(
                Problem.of(
                        400,
                        "malformed-gzip",
                        "The gzip data is malformed",
                        "Content-Encoding is gzip, but the body is not a sequence of complete gzip members: "
                                + Problem.shortened(reason)
                                + "; nothing was stored; compress the body again, or send it uncompressed without Content-Encoding"),
                broken);
    }

    private ProblemException tooLarge() {
        return new ProblemException(Problem.of(
                413,
                "too-large",
                "The body is too large",
                "the body has more than " + maxBytes
                        + " bytes (INGEST_MAX_BODY_BYTES), compressed or uncompressed; nothing was stored; "
                        + "send fewer readings per request"));
    }

    private static ProblemException tooSlow(long received) {
        return new ProblemException(Problem.of(
                408,
                "too-slow",
                "The body arrived too slowly",
                received + " bytes of the body were received in more than " + ReceivedBytes.GRACE_SECONDS
                        + " s; must be " + ReceivedBytes.BYTES_PER_SECOND
                        + " bytes per second after that; nothing was stored; send fewer readings per request"));
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.of(
                        429,
                        "busy",
                        "Too many concurrent bodies",
                        "the bodies in progress have reached the limit INGEST_IN_FLIGHT_BYTES; nothing was stored; retry shortly")
                .retryAfter(Intake.RETRY_AFTER));
    }

    /** A body in memory, which counts against the limit until it is closed. */
    final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int length;
        private int held;

        private void fill(InputStream received, boolean gzip) throws IOException {
            // Closing this does not close the connection.
            InputStream in = new ReceivedBytes(received, maxBytes, nanoTime);
            if (!gzip) {
                fill(in);
                return;
            }
            try (InputStream unpacked = GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get()) {
                fill(unpacked);
            }
        }

        private void fill(InputStream in) throws IOException {
            while (true) {
                if (length == bytes.length) {
                    grow();
                }
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return;
                }
                length += read;
                if (length > maxBytes) {
                    throw tooLarge();
                }
            }
        }

        private void grow() {
            int more = Math.max(1, held);
            if (!chunks.tryAcquire(more)) {
                throw busy();
            }
            held += more;
            bytes = Arrays.copyOf(bytes, (int) Math.min((long) held * CHUNK, maxBytes + 1L));
        }

        /** Exactly the body. */
        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        @Override
        public void close() {
            chunks.release(held);
            held = 0;
        }
    }
}
