package io.vigia.runtime.security;

import io.vigia.runtime.server.HostHeader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which this server may be called. If a public name is made to resolve to this machine (DNS rebinding),
 * the browser takes its pages for our origin; only {@code Host} shows the difference.
 */
final class OwnHosts {
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]+(\\.[0-9]+){3}");

    /** Domains in which no name can be registered: RFC 6761, 6762, 8375, and those that ICANN reserves for private use. */
    private static final Set<String> NOT_PUBLIC = Set.of(
            "localhost",
            "local",
            "localdomain",
            "internal",
            "lan",
            "home",
            "arpa",
            "test",
            "example",
            "invalid",
            "corp",
            "mail",
            "intranet",
            "private");

    private final Set<String> names;
    private final String hostname;

    /**
     * @param names in lower case; empty: any, but over loopback none in a public domain
     * @param hostname of this machine
     */
    OwnHosts(List<String> names, String hostname) {
        this.names = Set.copyOf(names);
        this.hostname = hostname.toLowerCase(Locale.ROOT);
    }

    /** The name in {@code Host}, if it is not allowed; null otherwise. */
    @Nullable
    String foreign(HttpServletRequest request) {
        String header = request.getHeader("Host");
        HostHeader host = header == null ? null : HostHeader.parse(header);
        if (host == null) {
            return null;
        }
        String name = host.name().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        boolean own = ADDRESS.matcher(name).matches()
                || name.equals("localhost")
                || names.contains(name)
                || names.isEmpty() && (!isLoopback(request.getLocalAddr()) || isPrivate(name));
        return own ? null : host.name();
    }

    private boolean isPrivate(String name) {
        return name.equals(hostname)
                || name.indexOf('.') < 0
                || NOT_PUBLIC.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }
}
