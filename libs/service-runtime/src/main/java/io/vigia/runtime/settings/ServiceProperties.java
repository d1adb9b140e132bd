package io.vigia.runtime.settings;

import io.vigia.runtime.access.AccessSettings;
import java.util.HashMap;
import java.util.Map;

/** What Spring Boot is told; one place, so that no service differs by accident. */
public final class ServiceProperties {
    /** The most bytes that the request line and the headers of a request may have together. */
    public static final int HEAD_BYTES = 16 * 1024;

    private ServiceProperties() {}

    /** The properties of a service; without a public port, health and metrics are all that it serves. */
    public static Map<String, Object> of(
            String serviceName, WebSettings settings, AccessSettings access, boolean publicPort) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.application.name", serviceName);
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.threads.virtual.enabled", "true");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        server(properties, settings, publicPort);
        properties.put("server.tomcat.remoteip.internal-proxies", access.trustedProxies());
        management(properties);
        logging(properties, settings);
        return properties;
    }

    private static void server(Map<String, Object> properties, WebSettings settings, boolean publicPort) {
        properties.put("server.port", publicPort ? settings.port() : settings.managementPort());
        if (publicPort) {
            properties.put("management.server.port", settings.managementPort());
        }
        if (!settings.managementAddress().isEmpty()) {
            properties.put(publicPort ? "management.server.address" : "server.address", settings.managementAddress());
        }
        properties.put("server.shutdown", "graceful");
        properties.put("server.forward-headers-strategy", "native");
        properties.put("server.compression.enabled", "true");
        properties.put(
                "server.compression.mime-types",
                "application/json,application/problem+json,text/html,text/plain,text/css,text/javascript");
        // 200 sensors of a stream, which are named in its query, have room here.
        properties.put("server.max-http-request-header-size", HEAD_BYTES + "B");
        // Tomcat closes a connection after 100 requests unless told otherwise; sensors keep theirs for days.
        properties.put("server.tomcat.max-keep-alive-requests", "-1");
        properties.put("server.tomcat.keep-alive-timeout", "60s");
        // How long a caller may be silent in the middle of a request, or leave an answer unread.
        properties.put("server.tomcat.connection-timeout", "30s");
        // Who waits, for an acknowledgement or a verdict, keeps a connection: the bound of all who wait at once.
        properties.put("server.tomcat.max-connections", "8192");
        properties.put("server.tomcat.accept-count", "1024");
        properties.put("server.tomcat.processor-cache", "1024");
        // What is left of a refused body is read up to here, so that its sender sees the answer and not a reset.
        properties.put("server.tomcat.max-swallow-size", "64MB");
        properties.put("spring.servlet.multipart.enabled", "false");
        properties.put("spring.mvc.formcontent.filter.enabled", "false");
        properties.put("spring.mvc.publish-request-handled-events", "false");
        properties.put("spring.mvc.log-resolved-exception", "false");
    }

    private static void management(Map<String, Object> properties) {
        properties.put("management.endpoints.web.base-path", "/");
        properties.put("management.endpoints.web.discovery.enabled", "false");
        properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        properties.put("management.endpoints.web.path-mapping.prometheus", "metrics");
        properties.put("management.health.defaults.enabled", "false");
        properties.put("management.health.livenessstate.enabled", "true");
        properties.put("management.health.readinessstate.enabled", "true");
        properties.put("management.endpoint.health.probes.enabled", "false");
        properties.put("management.endpoint.health.show-components", "always");
        properties.put("management.endpoint.health.show-details", "always");
        properties.put(
                "management.endpoint.health.status.order",
                "DOWN,OUT_OF_SERVICE," + Degraded.STATUS.getCode() + ",UNKNOWN,UP");
        properties.put("management.endpoint.health.group.live.include", "livenessState");
        properties.put("management.endpoint.health.group.ready.include", "*");
        properties.put("management.endpoint.health.group.ready.exclude", "livenessState");
    }

    private static void logging(Map<String, Object> properties, WebSettings settings) {
        if (settings.logFormat() == LogFormat.JSON) {
            properties.put("logging.structured.format.console", "logstash");
        }
        // A refused start is one sentence, which the launcher prints.
        properties.put("logging.level.org.springframework.boot.SpringApplication", "off");
        properties.put("logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "off");
        properties.put(
                "logging.level.org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext",
                "error");
        properties.put("logging.level.org.apache.kafka", "warn");
        properties.put("logging.level.org.apache.catalina", "warn");
        properties.put("logging.level.org.apache.coyote", "warn");
    }
}
