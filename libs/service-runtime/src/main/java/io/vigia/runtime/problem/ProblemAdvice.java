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

/** Turns whatever ends a request into a {@link Problem}; nothing inside is shown to callers. */
@ControllerAdvice
@Order(ProblemAdvice.AFTER_OTHERS)
public final class ProblemAdvice {
    /** A service's own advice, with a lower order, comes first. */
    static final int AFTER_OTHERS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final ProblemResponses responses;

    public ProblemAdvice(ProblemResponses responses) {
        this.responses = responses;
    }

    /** The caller has gone: nobody to answer. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    public void callerHasGone(AsyncRequestNotUsableException gone) {
        LOG.debug("A caller went away before its answer", gone);
    }

    /** Everything else. */
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
                        "The method is not allowed here",
                        "method is '" + failed.getMethod() + "'; allowed is " + allowed)
                .at("method", failed.getMethod(), allowed)
                .inSpanish(
                        "El método no está permitido aquí",
                        "el método es '" + failed.getMethod() + "'; debe ser " + allowed)
                .withHeaders(Map.of(HttpHeaders.ALLOW, allowed));
    }

    private static Problem wrongContentType(HttpMediaTypeNotSupportedException failed, HttpServletRequest request) {
        String received = request.getContentType();
        String allowed =
                failed.getSupportedMediaTypes().stream().map(Object::toString).collect(Collectors.joining(", "));
        return contentType(received, allowed);
    }

    /** A body of a type that is not read here (415). */
    public static Problem contentType(@Nullable String received, String allowed) {
        return Problem.of(
                        415,
                        "content-type",
                        "The body's type is not read here",
                        (received == null
                                        ? "Content-Type is missing"
                                        : "Content-Type is '" + Problem.shortened(received) + "'")
                                + "; allowed is " + allowed)
                .at("Content-Type", received, allowed)
                .inSpanish(
                        "El tipo del cuerpo no se admite aquí",
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

    /** No such path (404). */
    static Problem notFound(String path) {
        String shown = Problem.shortened(path);
        return Problem.of(404, "not-found", "There is nothing here", "path is '" + shown + "'; see / for the calls")
                .inSpanish("Aquí no hay nada", "la ruta es '" + shown + "'; vea en / las llamadas que hay");
    }

    /**
     * Whatever the framework refuses by itself.
     *
     * @param detail null: the framework gives none
     */
    static Problem ofStatus(int status, @Nullable String detail) {
        return switch (status) {
            case 400 ->
                Problem.of(
                                400,
                                "bad-request",
                                "The request can't be read",
                                detail == null ? "see /openapi.json" : detail)
                        .inSpanish("La petición no se puede leer", "vea en /openapi.json qué se admite");
            case 406 ->
                Problem.of(406, "not-acceptable", "No such form of answer", "Accept: allowed is application/json")
                        .inSpanish("No hay respuesta en esa forma", "Accept debe admitir application/json");
            case 413 ->
                Problem.of(413, "too-large", "The request is too large", detail == null ? "send less at once" : detail)
                        .inSpanish("La petición es demasiado grande", "envíe menos de una vez");
            case 503 ->
                Problem.of(503, "unavailable", "Not available now", detail == null ? "try again later" : detail)
                        .inSpanish("No disponible ahora", "inténtelo de nuevo en unos segundos");
            default ->
                status < 500
                        ? Problem.of(status, "request", "The request can't be taken", detail == null ? "" : detail)
                                .inSpanish("La petición no se puede atender", "vea en /openapi.json qué se admite")
                        : Problem.of(status, "internal", "Something failed inside", "the log says more")
                                .inSpanish("Algo falló dentro", "el registro del servidor dice más");
        };
    }

    private static Problem ofUnexpected(Exception failed, HttpServletRequest request) {
        // Body conversion wraps what is wrong with the body; the framework has no type of its own for its status.
        if (failed instanceof HttpMessageNotReadableException) {
            return ofStatus(400, "the body can't be read");
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
                            "a parameter can't be decoded, or there are more than 1,000: must be percent-encoded UTF-8, such as"
                                    + " %C3%B1 for ñ")
                    .inSpanish(
                            "La petición no se puede leer",
                            "un parámetro no se puede descodificar, o hay más de 1.000: debe ser UTF-8 con %, como %C3%B1 por ñ");
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failed);
        return ofStatus(500, null);
    }
}
