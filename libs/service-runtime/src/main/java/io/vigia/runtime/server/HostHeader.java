package io.vigia.runtime.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code Host} header.
 *
 * @param name a name or an address, as received; an IPv6 address in brackets
 * @param port -1 if there is none
 */
public record HostHeader(String name, int port) {
    /** The valid values, for messages. */
    public static final String ALLOWED = "a host name or an IP address, with an optional port, such as localhost:4000";

    /**
     * Accepts more than DNS names: Docker and Swarm use underscores in service names, hosts files may contain any name, and
     * some clients send names in UTF-8.
     */
    private static final Pattern FORM = Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]{2,45}(?:%[\\w.~-]{1,32})?]"
            + "|(?:[\\w.~\\u0080-\\u00ff-]|%[0-9A-Fa-f]{2}){1,255})(?::(?<port>[0-9]{0,5}))?");

    private static final int HIGHEST_PORT = 65_535;

    /** Parses a header value, which was decoded as ISO-8859-1; null if it is invalid. */
    public static @Nullable HostHeader parse(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            return null;
        }
        String digits = form.group("port");
        int port = digits == null || digits.isEmpty() ? -1 : Integer.parseInt(digits);
        return port > HIGHEST_PORT ? null : new HostHeader(form.group("name"), port);
    }
}
