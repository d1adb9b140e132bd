package io.vigia.runtime.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Converts the exception of a request to a {@link Problem}, without showing internals to callers. */
@ControllerAdvice
@Order(ProblemAdvice.AFTER_OTHERS)
public final class ProblemAdvice {
    /** A service's own advice has a lower order and comes first. */
    static final int AFTER_OTHERS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemResponses responses;

    public ProblemAdvice(ProblemResponses responses) {
        this.responses = responses;
    }

    /** The client has disconnected, so there is nothing to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    public void callerHasGone(AsyncRequestNotUsableException gone) {
        LOG.debug("The client disconnected before the response was sent", gone);
    }

    /** Answers all other exceptions. */
    @ExceptionHandler(Exception.class)
    public ResponseEntity<byte[]> problem(Exception failed, HttpServletRequest request) {
        return responses.response(request, request.getRequestURI(), problemOf(failed, request));
    }

    private static Problem problemOf(Exception failed, HttpServletRequest request) {
        if (failed instanceof ProblemException known) {
            return known.problem();
        }
        if (failed instanceof HttpRequestMethodNotSupportedException method) {
            return wrongMethod(method);
        }
        if (failed instanceof HttpMediaTypeNotSupportedException type) {
            return wrongContentType(type, request);
        }
        if (failed instanceof MissingServletRequestParameterException missing) {
            return Problem.invalid(missing.getParameterName(), null, "a " + missing.getParameterType());
        }
        if (failed instanceof MethodArgumentTypeMismatchException mismatch) {
            Class<?> type = mismatch.getRequiredType();
            return Problem.invalid(
                    mismatch.getName(),
                    String.valueOf(mismatch.getValue()),
                    "a value of type " + (type == null ? "text" : type.getSimpleName()));
        }
        return failed instanceof ErrorResponse standard ? ofStandard(standard, request) : ofUnexpected(failed, request);
    }

    private static Problem wrongMethod(HttpRequestMethodNotSupportedException failed) {
        String[] supported = failed.getSupportedMethods();
        String allowed = supported == null ? "" : String.join(", ", supported);
        return Problem.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "method is '" + failed.getMethod() + "'; must be " + allowed)
                .at("method", failed.getMethod(), allowed)
                .inSpanish("Método no permitido", "el método es '" + failed.getMethod() + "'; debe ser " + allowed)
                .withHeaders(Map.of(HttpHeaders.ALLOW, allowed));
    }

    private static Problem wrongContentType(HttpMediaTypeNotSupportedException failed, HttpServletRequest request) {
        String received = request.getContentType();
        String allowed =
                failed.getSupportedMediaTypes().stream().map(Object::toString).collect(Collectors.joining(", "));
        return contentType(received, allowed);
    }

    /** An unsupported content type (415). */
    public static Problem contentType(@Nullable String received, String allowed) {
        return Problem.of(
                        415,
                        "content-type",
                        "The content type is not supported",
                        (received == null
                                        ? "Content-Type is missing"
                                        : "Content-Type is '" + Problem.shortened(received) + "'")
                                + "; must be " + allowed)
                .at("Content-Type", received, allowed)
                .inSpanish(
                        "El tipo de contenido no se admite",
                        (received == null
                                        ? "falta Content-Type"
                                        : "Content-Type es '" + Problem.shortened(received) + "'")
                                + "; debe ser " + allowed);
    }

    private static Problem ofStandard(ErrorResponse standard, HttpServletRequest request) {
        int status = standard.getStatusCode().value();
        if (status == 404) {
            return notFound(request.getRequestURI());
        }
        String detail = standard.getBody().getDetail();
        Map<String, String> headers = new LinkedHashMap<>();
        standard.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return ofStatus(status, detail).withHeaders(headers);
    }

    /** An unknown path (404). */
    static Problem notFound(String path) {
        String shown = Problem.shortened(path);
        return Problem.of(404, "not-found", "Not found", "path '" + shown + "' was not found; / lists the calls")
                .inSpanish("No encontrado", "la ruta '" + shown + "' no existe; / lista las llamadas");
    }

    /**
     * A problem that the framework reports.
     *
     * @param detail null if the framework gives none
     */
    static Problem ofStatus(int status, @Nullable String detail) {
        return switch (status) {
            case 400 ->
                Problem.of(
                                400,
                                "bad-request",
                                "The request is malformed",
                                detail == null ? "/openapi.json describes valid requests" : detail)
                        .inSpanish("La petición no es válida", "/openapi.json describe las peticiones válidas");
            case 406 ->
                Problem.of(
                                406,
                                "not-acceptable",
                                "Not acceptable",
                                "Accept names no type that is available; must include application/json")
                        .inSpanish(
                                "Formato no disponible",
                                "Accept no nombra ningún formato disponible; debe incluir application/json");
            case 413 ->
                Problem.of(
                                413,
                                "too-large",
                                "The request is too large",
                                detail == null ? "send a smaller request" : detail)
                        .inSpanish("La petición es demasiado grande", "envíe una petición más pequeña");
            case 503 ->
                Problem.of(503, "unavailable", "Service unavailable", detail == null ? "retry shortly" : detail)
                        .inSpanish("Servicio no disponible", "inténtelo de nuevo en unos segundos");
            default ->
                status < 500
                        ? Problem.of(
                                        status,
                                        "request",
                                        "The request was rejected",
                                        detail == null ? "/openapi.json describes valid requests" : detail)
                                .inSpanish("La petición se rechazó", "/openapi.json describe las peticiones válidas")
                        : Problem.of(
                                        status,
                                        "internal",
                                        "Internal error",
                                        "the request failed; the server's log has the cause")
                                .inSpanish(
                                        "Error interno",
                                        "la petición falló; la causa está en el registro del servidor");
        };
    }

    private static Problem ofUnexpected(Exception failed, HttpServletRequest request) {
        // Body conversion wraps the cause; the framework has no exception type with this status.
        if (failed instanceof HttpMessageNotReadableException) {
            return ofStatus(400, "the body is malformed; /openapi.json describes valid requests");
        }
        if (failed instanceof InvalidParameterException tooLarge && tooLarge.getErrorCode() == 413) {
            return Problem.of(
                            413,
                            "too-large",
                            "The request is too large",
                            "the form has more than 2 MB; send many readings to /api/v1/readings instead")
                    .inSpanish(
                            "La petición es demasiado grande",
                            "el formulario tiene más de 2 MB; envíe muchas lecturas a /api/v1/readings");
        }
        if (failed instanceof InvalidParameterException undecodable) {
            return ofStatus(
                            undecodable.getErrorCode(),
                            "a parameter cannot be decoded, or there are more than 1,000; must be percent-encoded UTF-8, such as"
                                    + " %C3%B1 for ñ")
                    .inSpanish(
                            "La petición no es válida",
                            "un parámetro no se puede descodificar, o hay más de 1.000; debe ser UTF-8 codificado con %, como %C3%B1"
                                    + " para ñ");
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failed);
        return ofStatus(500, null);
    }
}
