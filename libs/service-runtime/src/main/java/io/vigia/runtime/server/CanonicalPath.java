package io.vigia.runtime.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Removes extra slashes from the path, for clients whose base URL ends with a slash: {@code //nuevo} and {@code /nuevo/} are
 * {@code /nuevo}. Access rules belong to the method that answers, and so are the same for each spelling.
 */
public final class CanonicalPath extends ValveBase {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    public CanonicalPath() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getRequestURI();
        String canonical = path == null ? null : of(path);
        if (canonical != null && !canonical.equals(path)) {
            request.getCoyoteRequest().requestURI().setString(canonical);
        }
        getNext().invoke(request, response);
    }

    /** The encoded path with single slashes and no trailing slash. */
    static String of(String path) {
        String single = SLASHES.matcher(path).replaceAll("/");
        return single.length() > 1 && single.endsWith("/") ? single.substring(0, single.length() - 1) : single;
    }
}
