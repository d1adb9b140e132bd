package io.vigia.runtime.security;

import io.vigia.runtime.answer.Json;
import io.vigia.runtime.problem.Problem;
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

/** Calls from pages of other origins. */
final class CrossOrigin {
    private CrossOrigin() {}

    /** Lets those origins in and refuses all others. */
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
        filter.setCorsProcessor(new Refusing());
        return filter;
    }

    /** Refuses as everything here does. */
    private static final class Refusing extends DefaultCorsProcessor {
        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            Problem problem = Problem.of(
                    403,
                    "origin",
                    "Pages of this origin may not call",
                    "the page's origin, method or headers are not allowed here; allowed origins are VIGIA_CORS_ORIGINS");
            response.setStatusCode(HttpStatus.FORBIDDEN);
            response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            response.getBody().write(Json.bytes(problem.json("")));
            response.flush();
        }
    }
}
