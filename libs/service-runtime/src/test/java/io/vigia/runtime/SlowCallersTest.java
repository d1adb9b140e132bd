package io.vigia.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.server.HttpProtocol;
import io.vigia.runtime.server.SlowReaders;
import io.vigia.settings.Variables;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** With less time for a head than services give, and a clock on which each write to /slow lasts a minute. */
@DisplayName("The HTTP server, of callers that send and read in a trickle,")
class SlowCallersTest {
    private static final int SIZE = 1_000_000;
    private static ConfigurableApplicationContext context;

    @RestController
    static class Calls {
        @GetMapping({"/slow", "/fast"})
        @Needs(Access.READ)
        void answer(HttpServletResponse response) throws IOException {
            response.setContentLength(SIZE);
            response.getOutputStream().write(new byte[SIZE]);
        }
    }

    static class CallsConfiguration {
        @Bean
        Calls calls() {
            return new Calls();
        }

        @Bean
        FilterRegistrationBean<SlowReaders> slowClock() {
            AtomicLong clock = new AtomicLong();
            FilterRegistrationBean<SlowReaders> filter =
                    new FilterRegistrationBean<>(new SlowReaders(() -> clock.addAndGet(TimeUnit.MINUTES.toNanos(1))));
            filter.setName("slowClock");
            filter.addUrlPatterns("/slow");
            return filter;
        }

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> shortHead() {
            return factory -> factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof HttpProtocol protocol) {
                    protocol.setHeadMillis(1_500);
                }
            });
        }
    }

    @BeforeAll
    static void start() {
        Variables variables = Variables.of(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "LOG_FORMAT", "plain"));
        context = ServiceLauncher.start("test", variables, List.of(CallsConfiguration.class));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void ends_a_head_that_comes_byte_by_byte() throws IOException, InterruptedException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET /fast HTTP/1.1\r\nHost: x\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            assertThat(sentUntilClosed(socket)).isLessThan(400);
        }
    }

    /** Bytes sent, one each tenth of a second, until the other side closes; 400 if it does not. */
    private static int sentUntilClosed(Socket socket) throws IOException, InterruptedException {
        socket.setSoTimeout(100);
        for (int sent = 0; sent < 400; sent++) {
            try {
                socket.getOutputStream().write('x');
                if (socket.getInputStream().read() < 0) {
                    return sent;
                }
            } catch (SocketTimeoutException open) {
                // Nothing to read yet.
            } catch (SocketException reset) {
                return sent;
            }
        }
        return 400;
    }

    @Test
    void gives_up_an_answer_that_is_taken_too_slowly_and_keeps_others() throws IOException {
        assertThat(bodyOf("/slow")).isLessThan(SIZE);
        assertThat(bodyOf("/fast")).isEqualTo(SIZE);
    }

    private static int bodyOf(String path) throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            String text = new String(answer, StandardCharsets.ISO_8859_1);
            return text.length() - Math.max(0, text.indexOf("\r\n\r\n") + 4);
        } catch (SocketException reset) {
            return 0;
        }
    }

    private static Socket connect() throws IOException {
        return new Socket("localhost", ServiceLauncher.port(context));
    }
}
