package io.vigia.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * The bytes of a body as they arrive, before decompression. Their number and time are limited: a client that keeps a body
 * open without sending it would occupy memory that others need.
 */
final class ReceivedBytes extends InputStream {
    /** How long every body may take. */
    static final int GRACE_SECONDS = 30;

    /** The minimum mean speed of bodies that take longer. */
    static final int BYTES_PER_SECOND = 8 * 1024;

    private static final long SECOND = 1_000_000_000;

    private final InputStream in;
    private final long maxBytes;
    private final LongSupplier nanoTime;
    private final long start;
    private long count;

    /**
     * @param maxBytes the maximum number of bytes
     * @param nanoTime as {@link System#nanoTime}
     */
    ReceivedBytes(InputStream in, long maxBytes, LongSupplier nanoTime) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** How many have arrived. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * {@inheritDoc}
     *
     * @throws BodyException if the connection broke, or the body is too large or too slow
     */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(bytes, offset, length);
        } catch (SocketTimeoutException silent) {
            throw new BodyException.TooSlow(count, silent);
        } catch (IOException broken) {
            throw new BodyException.Incomplete(count, broken);
        }
        if (read < 0) {
            return read;
        }
        count += read;
        if (count > maxBytes) {
            throw new BodyException.TooLarge();
        }
        long seconds = (nanoTime.getAsLong() - start) / SECOND;
        if (seconds > GRACE_SECONDS + count / BYTES_PER_SECOND) {
            throw new BodyException.TooSlow(count, null);
        }
        return read;
    }
}
