package io.vigia.runtime.problem;

import io.vigia.runtime.server.HostHeader;
import io.vigia.runtime.settings.ServiceProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes why Tomcat itself refused a request, because Tomcat's status alone is not enough. */
final class ServerProblems {
    private static final String UNREADABLE = "The request is malformed";
    private static final String UNREADABLE_SPANISH = "La petición no es válida";

    private static final Pattern PATH = Pattern.compile("(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern HTTP = Pattern.compile("HTTP/\\d\\.\\d");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,19}");

    private ServerProblems() {}

    /**
     * The problem of a request that got this status.
     *
     * @param path of the request; empty if it was not readable
     */
    static Problem of(int status, HttpServletRequest request, String path) {
        return switch (status) {
            case 400 -> malformed(request, path);
            case 404 -> ProblemAdvice.notFound(path);
            case 405 ->
                Problem.of(
                                405,
                                "method-not-allowed",
                                "Method not allowed",
                                "this method is not allowed; / lists the calls and their methods")
                        .inSpanish(
                                "Método no permitido",
                                "este método no está permitido; / lista las llamadas y sus métodos");
            case 414 ->
                Problem.of(
                                414,
                                "uri-too-long",
                                "The request line is too long",
                                "the request line has more than " + ServiceProperties.HEAD_BYTES
                                        + " bytes; send the parameters in the body of a POST")
                        .inSpanish(
                                "La línea de la petición es demasiado larga",
                                "la línea de la petición tiene más de " + ServiceProperties.HEAD_BYTES
                                        + " bytes; envíe los parámetros en el cuerpo de un POST");
            case 417 -> header(417, "expectation", request, "Expect", "100-continue", "100-continue");
            case 431 ->
                Problem.of(
                                431,
                                "headers-too-large",
                                "The headers are too large",
                                "the request line and the headers have more than " + ServiceProperties.HEAD_BYTES
                                        + " bytes, or there are more than 100 headers; send fewer or shorter headers,"
                                        + " for example fewer cookies")
                        .inSpanish(
                                "Las cabeceras son demasiado grandes",
                                "la línea de la petición y las cabeceras tienen más de " + ServiceProperties.HEAD_BYTES
                                        + " bytes, o hay más de 100 cabeceras; envíe menos o más cortas, por ejemplo menos cookies");
            case 501 ->
                "CONNECT".equals(request.getMethod())
                        ? Problem.of(
                                        501,
                                        "method",
                                        "The method is not supported",
                                        "method is 'CONNECT', which is not supported: this server is not a proxy")
                                .inSpanish(
                                        "El método no se admite",
                                        "el método es 'CONNECT' y no se admite: este servidor no es un proxy")
                        : header(
                                501,
                                "transfer-encoding",
                                request,
                                "Transfer-Encoding",
                                "chunked; to compress a body, use Content-Encoding: gzip",
                                "chunked; para comprimir el cuerpo, use Content-Encoding: gzip");
            case 505 ->
                Problem.of(505, "http-version", "HTTP version not supported", "the HTTP version must be 1.1 or 1.0")
                        .inSpanish("La versión de HTTP no se admite", "la versión de HTTP debe ser 1.1 o 1.0");
            default -> ProblemAdvice.ofStatus(status, null);
        };
    }

    private static Problem malformed(HttpServletRequest request, String path) {
        if (request.getMethod() == null || request.getMethod().isEmpty()) {
            return unreadable(
                    "the request line is not valid HTTP/1.1; this port accepts plain HTTP, so use http:// instead of https://",
                    "la línea de la petición no es HTTP/1.1 válido; este puerto acepta HTTP sin cifrar: use http:// en vez"
                            + " de https://");
        }
        if (path.isEmpty() || !PATH.matcher(path).matches()) {
            return unreadable(
                    "the path or the query has an invalid character or escape; must be percent-encoded UTF-8,"
                            + " such as %20 for a space",
                    "la ruta o la consulta tiene un carácter o un escape no válido; debe ser UTF-8 codificado con %, como"
                            + " %20 para un espacio");
        }
        if (!HTTP.matcher(String.valueOf(request.getProtocol())).matches()) {
            return unreadable(
                    "the request line must be a method, a URL and HTTP/1.1 separated by one space; write a space in the URL as %20",
                    "la línea de la petición debe ser método, URL y HTTP/1.1 separados por un espacio; escriba un espacio de"
                            + " la URL como %20");
        }
        if (!isPath(path)) {
            return unreadable(
                    "path is '" + Problem.shortened(path)
                            + "'; must start with /, be valid UTF-8 when decoded, contain no character 0, and not leave /",
                    "la ruta es '" + Problem.shortened(path)
                            + "'; debe empezar por /, ser UTF-8 válido al descodificarla, no contener el carácter 0 y no salir de /");
        }
        Problem host = host(request);
        if (host != null) {
            return host;
        }
        String length = String.join(", ", values(request, "Content-Length"));
        if (!length.isEmpty() && !LENGTH.matcher(length).matches()) {
            return Problem.invalid(
                    "Content-Length",
                    length,
                    "the number of bytes in the body, given once",
                    "el número de bytes del cuerpo, una vez");
        }
        return unreadable(
                "a header is malformed, Content-Length and Transfer-Encoding contradict each other, or Host differs"
                        + " from the host in the URL; RFC 9112 defines these headers",
                "una cabecera no es válida, Content-Length y Transfer-Encoding se contradicen, o Host difiere del"
                        + " servidor de la URL; RFC 9112 define estas cabeceras");
    }

    /** Whether the server can tell which resource a path of valid characters is. */
    private static boolean isPath(String path) {
        String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!decoded.startsWith("/") || decoded.indexOf('\0') >= 0 || decoded.indexOf('\uFFFD') >= 0) {
            return false;
        }
        int depth = 0;
        for (String segment : decoded.split("/", -1)) {
            depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }

    /** The problem of the header {@code Host}; null if it is valid. */
    private static @Nullable Problem host(HttpServletRequest request) {
        List<String> hosts = values(request, "Host");
        if (hosts.size() > 1) {
            return Problem.of(
                            400, "host", UNREADABLE, "Host was received " + hosts.size() + " times; must be sent once")
                    .inSpanish(UNREADABLE_SPANISH, "Host se recibió " + hosts.size() + " veces; debe enviarse una vez");
        }
        boolean missing = hosts.isEmpty() && "HTTP/1.1".equals(request.getProtocol());
        boolean invalid = hosts.size() == 1 && !hosts.get(0).isEmpty() && HostHeader.parse(hosts.get(0)) == null;
        return missing || invalid
                ? Problem.invalid(
                        "Host",
                        missing ? null : hosts.get(0),
                        HostHeader.ALLOWED,
                        "un nombre o una dirección IP, con puerto o sin él, como localhost:4000")
                : null;
    }

    private static Problem header(
            int status, String kind, HttpServletRequest request, String name, String allowed, String spanish) {
        String received = String.join(", ", values(request, name));
        return Problem.of(
                        status,
                        kind,
                        name + " is not supported",
                        name + " is '" + Problem.shortened(received) + "'; must be " + allowed)
                .at(name, received, allowed)
                .inSpanish(
                        name + " no se admite",
                        name + " es '" + Problem.shortened(received) + "'; debe ser " + spanish,
                        spanish);
    }

    private static Problem unreadable(String detail, String spanish) {
        return Problem.of(400, "bad-request", UNREADABLE, detail).inSpanish(UNREADABLE_SPANISH, spanish);
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
