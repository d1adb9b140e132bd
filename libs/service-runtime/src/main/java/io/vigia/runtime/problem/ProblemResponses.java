package io.vigia.runtime.problem;

import io.vigia.runtime.answer.Format;
import io.vigia.runtime.answer.Html;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.answer.Negotiation;
import io.vigia.runtime.answer.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Sends a {@link Problem} as problem+json, or, outside {@code /api/}, as a page or text if the caller accepts that. Pages and
 * classic calls answer in Spanish.
 */
public final class ProblemResponses {
    private static final Set<String> CLASSIC = Set.of("/", "/nuevo", "/detectar", "/listar", "/borrar");

    private final Pages pages;

    public ProblemResponses(Pages pages) {
        this.pages = pages;
    }

    /** The response to a request for {@code path}. */
    public ResponseEntity<byte[]> response(HttpServletRequest request, String path, Problem bilingual) {
        Format wanted = path.startsWith("/api/") ? Format.JSON : Negotiation.of(request);
        Format format = wanted == Format.CSV ? Format.JSON : wanted;
        Problem problem = format == Format.HTML ? bilingual.spanishOnly() : inLanguageOf(path, bilingual);
        ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.status())
                .contentType(format == Format.JSON ? MediaType.APPLICATION_PROBLEM_JSON : format.mediaType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.headers().forEach(response::header);
        if (problem.retryAfter() != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, problem.retryAfter().toSeconds())));
        }
        return response.body(body(format, path, problem));
    }

    /** The problem in the language of the call: Spanish for a classic call, English for all others. */
    public static Problem inLanguageOf(String path, Problem bilingual) {
        return CLASSIC.contains(path) ? bilingual.spanishOnly() : bilingual;
    }

    private byte[] body(Format format, String path, Problem problem) {
        return switch (format) {
            case JSON, CSV -> Json.bytes(problem.json(path));
            case TEXT -> (problem.title() + ": " + problem.detail() + "\n").getBytes(StandardCharsets.UTF_8);
            case HTML -> pages.page(heading(problem.status()), html(problem));
        };
    }

    private static Html html(Problem problem) {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.format("<p class=\"alerta\" role=\"alert\">{}</p>", problem.detail()));
        if (problem.field() != null) {
            parts.add(Html.format(
                    "<dl><dt>Campo</dt><dd>{}</dd><dt>Recibido</dt><dd>{}</dd><dt>Permitido</dt><dd>{}</dd></dl>",
                    problem.field(),
                    problem.received() == null ? "nada" : problem.received(),
                    problem.allowed() == null ? "" : problem.allowed()));
        }
        return Html.concat(parts);
    }

    private static String heading(int status) {
        return switch (status) {
            case 400 -> "Petición incorrecta";
            case 401 -> "Se requiere una clave";
            case 403 -> "No permitido";
            case 404 -> "No encontrado";
            case 405 -> "Método no permitido";
            case 408 -> "Petición demasiado lenta";
            case 413 -> "Petición demasiado grande";
            case 414, 431 -> "Petición demasiado grande";
            case 415 -> "Tipo de contenido no admitido";
            case 429 -> "Demasiadas peticiones";
            case 503 -> "Servicio no disponible";
            default -> status < 500 ? "Petición incorrecta" : "Error interno";
        };
    }
}
