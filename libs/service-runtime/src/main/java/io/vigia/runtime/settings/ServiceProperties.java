package io.vigia.runtime.settings;

import io.vigia.runtime.access.AccessSettings;
import io.vigia.settings.LogFormat;
import java.util.HashMap;
import java.util.Map;

/** The Spring Boot properties of all services, in one place so that no service differs by accident. */
public final class ServiceProperties {
    /** The maximum size of the request line and the headers together, in bytes. */
    public static final int HEAD_BYTES = 16 * 1024;

    private ServiceProperties() {}

    /** The properties of a service; without a public port it serves only health and metrics. */
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
        // Large enough for the 200 sensors that a stream may name in its query.
        properties.put("server.max-http-request-header-size", HEAD_BYTES + "B");
        // By default, Tomcat closes a connection after 100 requests; sensors keep theirs open for days.
        properties.put("server.tomcat.max-keep-alive-requests", "-1");
        properties.put("server.tomcat.keep-alive-timeout", "60s");
        // How long a client may pause within a request, or leave a response unread.
        properties.put("server.tomcat.connection-timeout", "30s");
        // Callers that wait for an acknowledgement or a verdict occupy a connection, so this limits their number.
        properties.put("server.tomcat.max-connections", "8192");
        properties.put("server.tomcat.accept-count", "1024");
        properties.put("server.tomcat.processor-cache", "1024");
        // The rest of a refused body is read up to this size, so that the client receives the response and not a reset.
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
        // The launcher prints the sentence of a refused start.
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
