package io.vigia.runtime.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections of clients that read a response or a stream too slowly: Tomcat limits the time of each write, and
 * this limits the time of the whole response. An idle stream does not count against its client.
 */
public final class SlowReaders extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String CONNECTION = SlowReaders.class.getName() + ".connection";
    /** The number of bytes per check: as many as Tomcat buffers before it writes. */
    private static final int SLICE = 8 * 1024;

    private final transient LongSupplier nanoTime;

    /** @param nanoTime such as {@link System#nanoTime} */
    public SlowReaders(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Gives the filter access to the connection, so that it can close it; comes behind it in the pipeline. */
    public static Valve valve() {
        return new Connections();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Object connection = request.getAttribute(CONNECTION);
        chain.doFilter(
                request,
                connection instanceof Runnable close ? new Paced(response, close, new AnswerPace(nanoTime)) : response);
    }

    private static final class Connections extends ValveBase {
        Connections() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            Runnable close = () -> response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            request.setAttribute(CONNECTION, close);
            getNext().invoke(request, response);
        }
    }

    private static final class Paced extends HttpServletResponseWrapper {
        private final Runnable close;
        private final AnswerPace pace;
        private @Nullable ServletOutputStream out;

        Paced(HttpServletResponse response, Runnable close, AnswerPace pace) {
            super(response);
            this.close = close;
            this.pace = pace;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new PacedStream(super.getOutputStream());
            }
            return out;
        }

        @Override
        public void flushBuffer() throws IOException {
            timed(super::flushBuffer, 0);
        }

        @Override
        public void setResponse(ServletResponse response) {
            out = null;
            super.setResponse(response);
        }

        private void timed(Write write, int bytes) throws IOException {
            pace.begin();
            write.run();
            if (!pace.ended(bytes)) {
                close.run();
                throw new ClientAbortException("the client reads the response too slowly");
            }
        }

        private interface Write {
            void run() throws IOException;
        }

        private final class PacedStream extends ServletOutputStream {
            private final ServletOutputStream to;

            PacedStream(ServletOutputStream to) {
                this.to = to;
            }

            @Override
            public void write(int octet) throws IOException {
                timed(() -> to.write(octet), 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                int written = 0;
                do {
                    int next = from + written;
                    int slice = Math.min(SLICE, length - written);
                    timed(() -> to.write(bytes, next, slice), slice);
                    written += slice;
                } while (written < length);
            }

            @Override
            public void flush() throws IOException {
                timed(to::flush, 0);
            }

            @Override
            public void close() throws IOException {
                timed(to::close, 0);
            }

            @Override
            public boolean isReady() {
                return to.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                to.setWriteListener(listener);
            }
        }
    }
}
