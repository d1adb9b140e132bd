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

/** Says of a request that Tomcat itself refused what was wrong with it: Tomcat's own status says too little. */
final class ServerProblems {
    private static final String UNREADABLE = "The request can't be read";
    private static final String UNREADABLE_SPANISH = "La petición no se puede leer";

    private static final Pattern PATH = Pattern.compile("(?:[\\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern HTTP = Pattern.compile("HTTP/\\d\\.\\d");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,19}");

    private ServerProblems() {}

    /**
     * The problem of a request that was answered with this status.
     *
     * @param path that was asked for; empty where it could not be read
     */
    static Problem of(int status, HttpServletRequest request, String path) {
        return switch (status) {
            case 400 -> malformed(request, path);
            case 404 -> ProblemAdvice.notFound(path);
            case 405 ->
                Problem.of(
                                405,
                                "method-not-allowed",
                                "The method is not allowed here",
                                "see / for the calls and their methods")
                        .inSpanish("El método no está permitido aquí", "vea en / las llamadas que hay y sus métodos");
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
            case 417 -> header(417, "expectation", request, "Expect", "100-continue");
            case 431 ->
                Problem.of(
                                431,
                                "headers-too-large",
                                "The headers are too large",
                                "the request line and the headers have more than " + ServiceProperties.HEAD_BYTES
                                        + " bytes, or there are more than 100 headers; send fewer or shorter ones, such"
                                        + " as cookies")
                        .inSpanish(
                                "Las cabeceras son demasiado grandes",
                                "la línea de la petición y las cabeceras tienen más de " + ServiceProperties.HEAD_BYTES
                                        + " bytes, o hay más de 100; envíe menos o más cortas, por ejemplo cookies");
            case 501 ->
                "CONNECT".equals(request.getMethod())
                        ? Problem.of(
                                501,
                                "method",
                                "The method is not supported",
                                "method is 'CONNECT'; this is not a proxy")
                        : header(
                                501,
                                "transfer-encoding",
                                request,
                                "Transfer-Encoding",
                                "chunked; pack a body with Content-Encoding: gzip instead");
            case 505 ->
                Problem.of(505, "http-version", "The version of HTTP is not supported", "must be HTTP/1.1 or HTTP/1.0")
                        .inSpanish("La versión de HTTP no se admite", "debe ser HTTP/1.1 o HTTP/1.0");
            default -> ProblemAdvice.ofStatus(status, null);
        };
    }

    private static Problem malformed(HttpServletRequest request, String path) {
        if (request.getMethod() == null || request.getMethod().isEmpty()) {
            return unreadable(
                    "the request line is not HTTP/1.1; this port speaks plain HTTP, so call it with http:// and not https://",
                    "la línea de la petición no es HTTP/1.1; este puerto habla HTTP sin cifrar: llame con http:// y no"
                            + " con https://");
        }
        if (path.isEmpty() || !PATH.matcher(path).matches()) {
            return unreadable(
                    "the path or the query has a character or an escape that is not allowed; must be percent-encoded UTF-8,"
                            + " such as %20 for a space",
                    "la ruta o la consulta tiene un carácter no admitido; debe ser UTF-8 codificado con %, como %20 por un"
                            + " espacio");
        }
        if (!HTTP.matcher(String.valueOf(request.getProtocol())).matches()) {
            return unreadable(
                    "the request line must be a method, a URL and HTTP/1.1 with one space between; write a space in the URL as %20",
                    "la línea de la petición debe ser método, URL y HTTP/1.1 con un espacio entre ellos; escriba un espacio de"
                            + " la URL como %20");
        }
        if (!isPath(path)) {
            return unreadable(
                    "path is '" + Problem.shortened(path)
                            + "'; must begin with /, be UTF-8 where it is decoded, without the character 0, and stay below /",
                    "la ruta es '" + Problem.shortened(path)
                            + "'; debe empezar por /, ser UTF-8 al descodificarla, sin el carácter 0, y no subir de /");
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
                    "the number of the body's bytes, once",
                    "el número de bytes del cuerpo, una vez");
        }
        return unreadable(
                "a header, or the form that Content-Length and Transfer-Encoding give the body, is malformed, or Host differs"
                        + " from the host in the URL; see RFC 9112",
                "una cabecera, o la forma del cuerpo según Content-Length y Transfer-Encoding, no es válida, o Host difiere del"
                        + " servidor de la URL; vea RFC 9112");
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

    /** Null if that header is in order. */
    private static @Nullable Problem host(HttpServletRequest request) {
        List<String> hosts = values(request, "Host");
        if (hosts.size() > 1) {
            return Problem.of(400, "host", UNREADABLE, "Host is given " + hosts.size() + " times; must be given once")
                    .inSpanish(UNREADABLE_SPANISH, "Host viene " + hosts.size() + " veces; debe venir una");
        }
        boolean missing = hosts.isEmpty() && "HTTP/1.1".equals(request.getProtocol());
        boolean invalid = hosts.size() == 1 && !hosts.get(0).isEmpty() && HostHeader.parse(hosts.get(0)) == null;
        return missing || invalid
                ? Problem.invalid(
                        "Host",
                        missing ? null : hosts.get(0),
                        HostHeader.ALLOWED,
                        "un nombre o una dirección IP, y si acaso un puerto, como localhost:4000")
                : null;
    }

    private static Problem header(int status, String kind, HttpServletRequest request, String name, String allowed) {
        String received = String.join(", ", values(request, name));
        return Problem.of(
                        status,
                        kind,
                        name + " is not supported",
                        name + " is '" + Problem.shortened(received) + "'; must be " + allowed)
                .at(name, received, allowed)
                .inSpanish(
                        name + " no se admite",
                        name + " es '" + Problem.shortened(received) + "'; debe ser " + allowed);
    }

    private static Problem unreadable(String detail, String spanish) {
        return Problem.of(400, "bad-request", UNREADABLE, detail).inSpanish(UNREADABLE_SPANISH, spanish);
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
