package io.vigia.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.settings.Variables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("A service that is told to stop")
class DrainTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RestController
    static class Calls {
        @GetMapping("/hola")
        @Needs(Access.ANYONE)
        String hello() {
            return "hola";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Service {
        @Bean
        Calls drainCalls() {
            return new Calls();
        }
    }

    @Test
    void says_that_it_is_not_ready_and_goes_on_serving_until_its_gateway_has_seen_that() throws Exception {
        ConfigurableApplicationContext context = ServiceLauncher.start(
                "draining",
                Variables.of(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "HTTP_DRAIN_MS", "5000")),
                List.of(Service.class));
        String ready = "http://localhost:" + ServiceLauncher.managementPort(context) + "/health/ready";
        String call = "http://localhost:" + ServiceLauncher.port(context) + "/hola";
        assertThat(status(ready)).isEqualTo(200);
        CompletableFuture<Void> stop = CompletableFuture.runAsync(context::close);
        await().until(() -> status(ready) == 503);
        assertThat(status(call)).isEqualTo(200);
        stop.join();
        assertThat(context.isActive()).isFalse();
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
