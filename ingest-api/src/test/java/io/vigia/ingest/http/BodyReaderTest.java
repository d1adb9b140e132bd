package io.vigia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private static final int MAX_BYTES = 100_000;
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanoTime = new AtomicLong();
    private final BodyReader bodies = new BodyReader(MAX_BYTES, 1 << 20, nanoTime::get);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 21, 1_000})
    void every_member_of_a_gzip_body_is_read_whatever_arrives_at_once(int atOnce) throws IOException {
        byte[] packed = concat(gzip("a,1\n"), gzip(""), gzip("b,2\n"), gzip("c,3\n".repeat(2_000)), gzip(""));
        assertThat(read("gzip", new Pieces(packed, atOnce))).isEqualTo("a,1\nb,2\n" + "c,3\n".repeat(2_000));
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void a_cut_anywhere_in_a_gzip_body_is_refused_but_between_members() throws IOException {
        byte[] first = gzip("a,1\n");
        byte[] packed = concat(first, gzip("b,2\n"));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            if (length == first.length) {
                assertThat(read("gzip", new Pieces(cut, 5))).isEqualTo("a,1\n");
            } else {
                Problem problem = refused("gzip", new Pieces(cut, 5));
                assertThat(problem.kind()).as("cut at " + length).isEqualTo("malformed-gzip");
                assertThat(problem.detail()).contains("Content-Encoding is gzip", "nothing was stored");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rubbish", "\0", "\u001f", "\u001f\u008b", "\u001f\u008b\u0007\0\0\0\0\0\0\0"})
    void what_follows_the_last_member_is_refused(String rubbish) throws IOException {
        byte[] packed = concat(gzip("a,1\n"), rubbish.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(refused("gzip", new Pieces(packed, 1_000)).kind()).isEqualTo("malformed-gzip");
    }

    @Test
    void a_changed_bit_of_the_data_is_found() throws IOException {
        byte[] packed = gzip("a,1\nb,2\n");
        packed[packed.length - 6] ^= 1;
        assertThat(refused("gzip", new Pieces(packed, 1_000)).detail())
                .contains("not a sequence of complete gzip members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "br", "gzip, gzip", "gzip, identity", "zstd"})
    void another_encoding_is_refused_by_name(String encoding) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write("a,1\n".getBytes(StandardCharsets.US_ASCII));
        }
        Problem problem = refused(encoding, new Pieces(packed.toByteArray(), 1_000));
        assertThat(problem.status()).isEqualTo(415);
        assertThat(problem.detail()).contains("Content-Encoding is '" + encoding + "'", "gzip or identity");
        assertThat(problem.headers()).containsEntry("Accept-Encoding", "gzip");
    }

    @Test
    void a_body_of_countless_empty_members_is_too_large() throws IOException {
        byte[] empty = gzip("");
        byte[] packed = concat(IntStream.range(0, MAX_BYTES / empty.length + 1)
                .mapToObj(i -> empty)
                .toArray(byte[][]::new));
        assertThat(refused("gzip", new Pieces(packed, 8_192)).status()).isEqualTo(413);
        assertThat(refused("gzip", new Pieces(gzip("x".repeat(MAX_BYTES + 1)), 8_192))
                        .status())
                .isEqualTo(413);
        assertThat(refused(null, new Pieces(new byte[MAX_BYTES + 1], 8_192)).status())
                .isEqualTo(413);
        assertThat(read(null, new Pieces(new byte[MAX_BYTES], 8_192))).hasSize(MAX_BYTES);
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void a_body_that_trickles_in_is_refused_and_holds_nothing_any_more() {
        Pieces trickle = new Pieces(new byte[1_000], 1) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                nanoTime.addAndGet(10 * SECOND);
                assertThat(bodies.heldBytes()).isLessThanOrEqualTo(4_096);
                return super.read(bytes, offset, length);
            }
        };
        Problem problem = refused(null, trickle);
        assertThat(problem.status()).isEqualTo(408);
        assertThat(problem.detail()).startsWith("4 bytes of the body were received in more than 30 s; must be 8192");
        assertThat(bodies.heldBytes()).isZero();
    }

    @Test
    void a_body_that_comes_fast_and_then_trickles_has_as_long_as_its_bytes_give_it() {
        Pieces piecewise = new Pieces(new byte[90_000], 80_000) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                nanoTime.addAndGet(SECOND);
                return super.read(bytes, offset, nanoTime.get() > 5 * SECOND ? 1 : length);
            }
        };
        assertThat(refused(null, piecewise).status()).isEqualTo(408);
        assertThat(nanoTime.get() / SECOND).isBetween(30L, 42L);
    }

    @Test
    void a_slow_but_steady_body_is_read() throws IOException {
        Pieces steady = new Pieces(new byte[90_000], 9_000) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                nanoTime.addAndGet(SECOND);
                return super.read(bytes, offset, length);
            }
        };
        assertThat(read(null, steady)).hasSize(90_000);
    }

    @Test
    void a_silent_sender_and_a_broken_connection_are_told_apart() {
        assertThat(refused("gzip", new Breaking(new SocketTimeoutException())).status())
                .isEqualTo(408);
        Problem broken = refused("gzip", new Breaking(new IOException("reset")));
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.detail()).contains("the connection broke", "after 0 bytes");
        assertThat(bodies.heldBytes()).isZero();
    }

    private String read(@Nullable String encoding, InputStream body) throws IOException {
        try (BodyReader.Body read = bodies.read(request(encoding, body))) {
            return new String(read.bytes(), StandardCharsets.US_ASCII);
        }
    }

    private Problem refused(@Nullable String encoding, InputStream body) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(encoding, body));
        assertThat(refused).as("the body was read").isNotNull();
        return refused.problem();
    }

    private static HttpServletRequest request(@Nullable String encoding, InputStream body) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                BodyReaderTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeaders" -> Collections.enumeration(encoding == null ? List.of() : List.of(encoding));
                    case "getContentLengthLong" -> -1L;
                    case "getInputStream" -> new Received(body);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return packed.toByteArray();
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    /** Gives so many bytes at once, and has never any available: as a connection on which the sender pauses. */
    private static class Pieces extends InputStream {
        private final byte[] all;
        private final int atOnce;
        private int position;

        Pieces(byte[] all, int atOnce) {
            this.all = all;
            this.atOnce = atOnce;
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position == all.length) {
                return -1;
            }
            int count = Math.min(Math.min(atOnce, length), all.length - position);
            System.arraycopy(all, position, bytes, offset, count);
            position += count;
            return count;
        }
    }

    private static final class Breaking extends Pieces {
        private final IOException failure;

        Breaking(IOException failure) {
            super(new byte[0], 1);
            this.failure = failure;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            throw failure;
        }
    }

    private static final class Received extends ServletInputStream {
        private final InputStream in;

        Received(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
