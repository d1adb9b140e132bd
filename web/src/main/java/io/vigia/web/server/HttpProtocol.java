package io.vigia.web.server;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 as Tomcat speaks it, with an {@link HttpProcessor} for each connection. Tomcat makes it by its name. */
public final class HttpProtocol extends Http11NioProtocol {
    @Override
    protected Processor createProcessor() {
        return new HttpProcessor(this, getAdapter());
    }
}
