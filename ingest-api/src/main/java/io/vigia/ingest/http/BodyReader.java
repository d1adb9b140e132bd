package io.vigia.ingest.http;

import io.vigia.web.Problem;
import io.vigia.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads bodies, packed or not, within a bound for each and one for all together. */
public final class BodyReader {
    private static final int CHUNK = 64 * 1024;

    private final int maxBytes;
    private final int maxChunks;
    private final Semaphore chunks;

    /**
     * @param maxBytes of one body, unpacked
     * @param inFlightBytes of all bodies that are being worked on, unpacked
     */
    public BodyReader(int maxBytes, long inFlightBytes) {
        this.maxBytes = maxBytes;
        this.maxChunks = Math.toIntExact(inFlightBytes / CHUNK + 1);
        this.chunks = new Semaphore(maxChunks);
    }

    /** Bytes that the bodies take which are being worked on at this moment. */
    public long heldBytes() {
        return (long) (maxChunks - chunks.availablePermits()) * CHUNK;
    }

    /**
     * The whole body; to be closed when its readings have been dealt with.
     *
     * @throws ProblemException if it is too large, packed in another way than gzip, or broken
     */
    Body read(HttpServletRequest request) {
        Body body = new Body();
        try (InputStream in = unpacked(request)) {
            if (request.getContentLengthLong() > maxBytes) {
                throw tooLarge();
            }
            body.fill(in);
            return body;
        } catch (ZipException | EOFException broken) {
            body.close();
            throw ProblemException.invalid("body", null, "whole gzip data, as Content-Encoding says");
        } catch (IOException gone) {
            body.close();
            throw new ProblemException(
                    Problem.of(400, "body-unreadable", "The body ended early", "the body could not be read to its end"),
                    gone);
        } catch (RuntimeException refused) {
            body.close();
            throw refused;
        }
    }

    private static InputStream unpacked(HttpServletRequest request) throws IOException {
        String encoding = request.getHeader("Content-Encoding");
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> request.getInputStream();
            case "gzip", "x-gzip" -> new GZIPInputStream(request.getInputStream(), CHUNK);
            default -> throw new ProblemException(wrongEncoding(encoding));
        };
    }

    private static Problem wrongEncoding(@Nullable String came) {
        return Problem.of(
                        415,
                        "content-encoding",
                        "The body's encoding is not read here",
                        "Content-Encoding is '" + came + "'; allowed are gzip and identity")
                .at("Content-Encoding", came, "gzip or identity");
    }

    private ProblemException tooLarge() {
        return new ProblemException(Problem.of(
                413,
                "too-large",
                "The body is too large",
                "the body has more than " + maxBytes
                        + " bytes unpacked, which is INGEST_MAX_BODY_BYTES; send less at once"));
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.of(
                        429,
                        "busy",
                        "Too many bodies at once",
                        "as many bodies are being worked on as INGEST_IN_FLIGHT_BYTES allows; nothing was stored")
                .retryAfter(Intake.RETRY_AFTER));
    }

    /** A body in memory, which counts until it is closed. */
    final class Body implements AutoCloseable {
        private byte[] bytes = new byte[0];
        private int length;
        private int held;

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
