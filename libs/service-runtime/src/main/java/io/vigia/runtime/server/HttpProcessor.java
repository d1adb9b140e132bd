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
 * Reads the requests of a connection. It takes more hosts than Tomcat does, says 414 and 431 where Tomcat says 400, and gives
 * the head of a request a time in all, where Tomcat gives each piece of it one.
 */
final class HttpProcessor extends Http11Processor {
    /** Tomcat tells this from other malformed requests by its message alone. */
    private static final String HEAD_TOO_LARGE =
            StringManager.getManager(Http11Processor.class).getString("iib.requestheadertoolarge.error");

    private final HttpProtocol protocol;

    /** The connection on which the head of a request has begun and not ended, since {@link #headStarted}. */
    private @Nullable SocketWrapperBase<?> incomplete;

    private long headStarted;

    /** What the head itself is answered with, whatever else is found to be wrong then; 0: nothing. */
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
        // As many headers as may be were there, and another one followed.
        return failed instanceof IllegalStateException ? 431 : 0;
    }
}
