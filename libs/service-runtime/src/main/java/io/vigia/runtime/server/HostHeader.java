package io.vigia.runtime.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a {@code Host} header.
 *
 * @param name a name or an address, as it was written; an IPv6 address in brackets
 * @param port -1 where none is given
 */
public record HostHeader(String name, int port) {
    /** For messages. */
    public static final String ALLOWED = "a host name or an IP address, and perhaps a port, such as localhost:4000";

    /**
     * Wider than a name of the DNS: Docker and Swarm name services with an underscore, hosts files name what they like, and
     * some clients send a name in UTF-8.
     */
    private static final Pattern FORM = Pattern.compile("(?<name>\\[[0-9A-Fa-f:.]{2,45}(?:%[\\w.~-]{1,32})?]"
            + "|(?:[\\w.~\\u0080-\\u00ff-]|%[0-9A-Fa-f]{2}){1,255})(?::(?<port>[0-9]{0,5}))?");

    private static final int HIGHEST_PORT = 65_535;

    /** The parts of a header's value, read as ISO-8859-1; null if it is none. */
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
