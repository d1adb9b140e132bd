package io.vigia.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.settings.Variables;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("Pages of other sites, without keys")
class CrossSiteTest {
    private static ConfigurableApplicationContext open;
    private static ConfigurableApplicationContext named;

    @RestController
    static class Calls {
        @RequestMapping(
                path = {"/nuevo", "/detectar"},
                method = {RequestMethod.GET, RequestMethod.POST})
        @Needs(Access.CLASSIC_SEND)
        String store() {
            return "done";
        }

        @RequestMapping(
                path = "/borrar",
                method = {RequestMethod.GET, RequestMethod.POST})
        @Needs(Access.ADMINISTER)
        String delete() {
            return "done";
        }

        @PostMapping("/api/v1/readings")
        @Needs(Access.SEND)
        String readings() {
            return "done";
        }

        @RequestMapping(
                path = "/listar",
                method = {RequestMethod.GET, RequestMethod.POST})
        @Needs(Access.CLASSIC_READ)
        String list() {
            return "done";
        }
    }

    static class CallsConfiguration {
        @Bean
        Calls calls() {
            return new Calls();
        }
    }

    @BeforeAll
    static void start() {
        open = start(Map.of());
        named = start(Map.of("VIGIA_HOSTS", "Vigia.Example", "VIGIA_CORS_ORIGINS", "https://panel.example"));
    }

    @AfterAll
    static void stop() {
        open.close();
        named.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /borrar?sensor=*",
                "GET //borrar/?sensor=*",
                "GET /%62orrar",
                "GET /borrar;x",
                "GET /nuevo?dato=1",
                "GET /detectar?dato=1",
                "POST /borrar",
                "POST /nuevo",
                "POST /api/v1/readings"
            })
    void no_call_that_writes_is_taken_from_them(String call) throws IOException {
        for (String header : List.of(
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: Cross-Site",
                "Sec-Fetch-Site: anything",
                "Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:4000",
                "Origin: https://evil.example",
                "Origin: http://localhost:3000",
                "Origin: http://localhost",
                "Origin: null",
                "Origin: ",
                "Referer: https://evil.example/page",
                "Referer: http://localhost.evil.example/")) {
            assertThat(call(open, call, "Host: localhost:4000\r\n" + header))
                    .as(header)
                    .startsWith("HTTP/1.1 403")
                    .contains("urn:vigia:problem:cross-site", "VIGIA_CORS_ORIGINS")
                    .doesNotEndWith("done");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: none of these",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: same-origin\r\nOrigin: https://vigia.behind-a-proxy.example",
                "Sec-Fetch-Site: none",
                "Origin: http://localhost:4000",
                "Origin: HTTP://LOCALHOST:4000",
                "Referer: http://localhost:4000/panel?x=https://evil.example",
                "Origin: https://vigia.plant.example\r\nX-Forwarded-Host: vigia.plant.example",
                "Origin: https://vigia.plant.example\r\nX-Forwarded-Host: vigia.plant.example:443, inner",
                "Sec-Fetch-Site: cross-site\r\nX-API-Key: any",
                "Origin: capacitor://localhost\r\nAuthorization: Bearer any"
            })
    void programs_and_our_own_pages_write(String header) throws IOException {
        for (String call :
                List.of("GET /borrar?sensor=*", "POST /nuevo", "GET /nuevo?dato=1", "POST /api/v1/readings")) {
            assertThat(call(open, call, "Host: localhost:4000\r\n" + header))
                    .as(call)
                    .endsWith("done");
        }
    }

    @Test
    void what_reads_is_left_to_the_browsers_own_rules() throws IOException {
        assertThat(call(open, "GET /listar", "Host: localhost:4000\r\nSec-Fetch-Site: cross-site"))
                .endsWith("done");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: https://panel.example, done",
        "Sec-Fetch-Site: cross-site | Origin: https://panel.example, done",
        "Sec-Fetch-Site: cross-site | Referer: https://panel.example/x, done",
        "Sec-Fetch-Site: cross-site | Referer: https://panel.example.evil.example/x, cross-site",
        "Sec-Fetch-Site: cross-site | Origin: https://evil.example, problem:origin",
        "Sec-Fetch-Site: cross-site, cross-site"
    })
    void origins_that_are_named_may_write(String headers, String answer) throws IOException {
        assertThat(call(named, "GET /nuevo?dato=1", "Host: localhost:4000\r\n" + headers.replace(" | ", "\r\n")))
                .contains(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.com:4000",
                "evil.com",
                "EVIL.COM.:80",
                "localhost.evil.com",
                "127.0.0.1.evil.com",
                "1.2.3.4.5"
            })
    void a_public_name_that_leads_to_this_machine_is_refused_over_loopback(String host) throws IOException {
        for (String call : List.of("GET /listar", "GET /borrar", "GET /nowhere")) {
            assertThat(call(open, call, "Host: " + host + "\r\nSec-Fetch-Site: same-origin"))
                    .startsWith("HTTP/1.1 403")
                    .contains("urn:vigia:problem:foreign-host", "VIGIA_HOSTS");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:1",
                "LOCALHOST.",
                "app.localhost",
                "127.0.0.1",
                "[::1]:4000",
                "192.168.1.7:4000",
                "vigia",
                "vigia_gateway:4000",
                "pi.local",
                "pi.lan",
                "vigia.internal",
                "nodo-a.plant.com",
                ""
            })
    void names_that_nobody_can_register_are_taken_over_loopback(String host) throws IOException {
        assertThat(call(open, "GET /nuevo?dato=1", "Host: " + host)).endsWith("done");
    }

    @Test
    void hosts_that_are_named_are_the_only_names() throws IOException {
        assertThat(call(named, "GET /listar", "Host: vigia.example:4000")).endsWith("done");
        assertThat(call(named, "GET /listar", "Host: localhost")).endsWith("done");
        assertThat(call(named, "GET /listar", "Host: 10.1.2.3")).endsWith("done");
        assertThat(call(named, "GET /listar", "Host: other.internal")).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD /nuevo?dato=1, 'GET, POST'",
        "HEAD /detectar?dato=1, 'GET, POST'",
        "HEAD //borrar?sensor=*, 'GET, POST'",
        "HEAD /api/v1/readings, POST"
    })
    void head_never_writes(String call, String allowed) throws IOException {
        assertThat(call(open, call, "Host: x")).startsWith("HTTP/1.1 405").contains("\r\nAllow: " + allowed + "\r\n");
        assertThat(call(open, "HEAD /listar", "Host: x")).startsWith("HTTP/1.1 200");
    }

    private static ConfigurableApplicationContext start(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(settings);
        variables.putAll(
                Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "LOG_FORMAT", "plain", "HOSTNAME", "nodo-a.plant.com"));
        return ServiceLauncher.start("test", Variables.of(variables), List.of(CallsConfiguration.class));
    }

    private static String call(ConfigurableApplicationContext service, String call, String headers) throws IOException {
        try (Socket socket = new Socket("localhost", ServiceLauncher.port(service))) {
            String request = call + " HTTP/1.1\r\n" + headers + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
