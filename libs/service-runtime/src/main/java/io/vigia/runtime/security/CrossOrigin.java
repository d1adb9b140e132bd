package io.vigia.runtime.security;

import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemResponses;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Answers calls from pages of other origins (CORS). */
final class CrossOrigin {
    private CrossOrigin() {}

    /** A filter that admits these origins and refuses all others. */
    static CorsFilter filter(List<String> origins) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "DELETE"));
        allowed.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        allowed.setExposedHeaders(List.of("Location", "Retry-After", "RateLimit", "RateLimit-Policy"));
        allowed.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor((configuration, request, response) ->
                new Refusing(request.getRequestURI()).processRequest(configuration, request, response));
        return filter;
    }

    /** Refuses a call with problem+json instead of Spring's plain text. */
    private static final class Refusing extends DefaultCorsProcessor {
        private final String path;

        Refusing(String path) {
            this.path = path;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            Problem problem = ProblemResponses.inLanguageOf(
                    path,
                    Problem.of(
                                    403,
                                    "origin",
                                    "The origin is not allowed",
                                    "the origin, method or headers of the page are not allowed; VIGIA_CORS_ORIGINS lists"
                                            + " the allowed origins")
                            .inSpanish(
                                    "El origen no está permitido",
                                    "el origen, el método o las cabeceras de la página no están permitidos;"
                                            + " VIGIA_CORS_ORIGINS enumera los orígenes permitidos"));
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody().write(Json.bytes(problem.json(path)));
            response.flush();
        }
    }
}
