package io.vigia.runtime;

import io.vigia.runtime.server.HttpProtocol;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** The server of health and metrics, which Prometheus and gateways also call by service names. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementServerConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementServer() {
        return factory -> factory.setProtocol(HttpProtocol.class.getName());
    }
}
