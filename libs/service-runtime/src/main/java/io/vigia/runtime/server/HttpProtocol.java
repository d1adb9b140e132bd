package io.vigia.runtime.server;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** Tomcat's HTTP/1.1 with an {@link HttpProcessor} for each connection. Tomcat creates it by its class name. */
public final class HttpProtocol extends Http11NioProtocol {
    private volatile long headMillis = 30_000;

    /** How long the head of a request may take from its first byte to its last, in milliseconds; 30,000 unless set. */
    public void setHeadMillis(long headMillis) {
        this.headMillis = headMillis;
    }

    long headMillis() {
        return headMillis;
    }

    @Override
    protected Processor createProcessor() {
        return new HttpProcessor(this, getAdapter());
    }
}
