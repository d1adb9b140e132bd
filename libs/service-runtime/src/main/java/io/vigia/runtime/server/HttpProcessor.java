package io.vigia.runtime.server;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Adapter;
import org.apache.coyote.Constants;
import org.apache.coyote.ErrorState;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of a connection. Unlike Tomcat, it accepts more host names, answers 414 and 431 instead of 400, and limits
 * the time of a request's whole head instead of that of each part.
 */
final class HttpProcessor extends Http11Processor {
    /** Tomcat distinguishes this case from other malformed requests only by the message. */
    private static final String HEAD_TOO_LARGE =
            StringManager.getManager(Http11Processor.class).getString("iib.requestheadertoolarge.error");

    private final HttpProtocol protocol;

    /** The connection on which the head of a request started at {@link #headStarted} and has not ended. */
    private @Nullable SocketWrapperBase<?> incomplete;

    private long headStarted;

    /** The status for the head itself, which takes precedence over other errors; 0: none. */
    private int headStatus;

    HttpProcessor(HttpProtocol protocol, Adapter adapter) {
        super(protocol, adapter);
        this.protocol = protocol;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        headStatus = 0;
        SocketState state = super.service(socket);
        if (state != SocketState.LONG || isAsync()) {
            incomplete = null;
            return state;
        }
        if (incomplete != socket) {
            incomplete = socket;
            headStarted = System.nanoTime();
        }
        long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - headStarted);
        return passed > protocol.headMillis() ? SocketState.CLOSED : state;
    }

    @Override
    protected void parseHost(@Nullable MessageBytes value) {
        if (value == null || value.isNull() || value.getLength() == 0) {
            super.parseHost(value);
            return;
        }
        HostHeader host = HostHeader.parse(value.toString());
        if (host == null) {
            response.setStatus(400);
            setErrorState(ErrorState.CLOSE_CLEAN, null);
            return;
        }
        request.serverName().setString(host.name());
        if (host.port() >= 0) {
            request.setServerPort(host.port());
        }
    }

    @Override
    protected void setErrorState(ErrorState state, @Nullable Throwable failed) {
        if (failed != null && request.getRequestProcessor().getStage() == Constants.STAGE_PARSE) {
            headStatus = statusOf(failed);
        }
        if (headStatus != 0) {
            response.setStatus(headStatus);
        }
        super.setErrorState(state, failed);
    }

    private int statusOf(Throwable failed) {
        if (HEAD_TOO_LARGE.equals(failed.getMessage())) {
            return request.requestURI().isNull() ? 414 : 431;
        }
        // The maximum number of headers was reached, and another one followed.
        return failed instanceof IllegalStateException ? 431 : 0;
    }
}
