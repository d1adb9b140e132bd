package io.vigia.runtime.security;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vigia.runtime.access.AccessSettings;
import io.vigia.runtime.access.ApiKeys;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.Variables;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The access rules of the public port. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {
    @Bean
    AccessSettings accessSettings(Variables variables) {
        return AccessSettings.from(variables);
    }

    @Bean
    RouteAccess routeAccess(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new RouteAccess(mappings);
    }

    @Bean
    Keys apiKeys(AccessSettings settings, MeterRegistry registry) {
        if (!settings.keys()) {
            return new Keys(null);
        }
        ApiKeys keys = ApiKeys.watching(Path.of(settings.keysFile()));
        Gauge.builder("vigia.access.keys", keys, ApiKeys::size)
                .description("Valid API keys")
                .register(registry);
        Gauge.builder("vigia.access.keys.broken", keys, known -> known.broken() ? 1 : 0)
                .description("1 while the key file is invalid and the previous keys stay in force")
                .register(registry);
        return new Keys(keys);
    }

    @Bean
    WebMvcConfigurer accessInterceptor(
            AccessSettings settings, WebSettings web, RouteAccess routes, Keys keys, MeterRegistry registry) {
        boolean nothingToDo = !settings.keys() && settings.ratePerAddress() == 0;
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                if (!nothingToDo) {
                    interceptors.addInterceptor(new AccessInterceptor(settings, routes, keys.asked(), registry));
                }
                interceptors.addInterceptor(new CrossSiteInterceptor(
                        routes,
                        new OwnHosts(settings.hosts(), web.hostname()),
                        new CallingPages(settings.corsOrigins()),
                        new AccessRefusals(registry)));
            }
        };
    }

    @Bean
    FilterRegistrationBean<CorsFilter> crossOrigin(AccessSettings settings) {
        FilterRegistrationBean<CorsFilter> filter =
                new FilterRegistrationBean<>(CrossOrigin.filter(settings.corsOrigins()));
        filter.setEnabled(!settings.corsOrigins().isEmpty());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> securityHeaders() {
        return factory -> factory.addEngineValves(new SecurityHeaders());
    }

    /**
     * The keys of the service.
     *
     * @param asked null: no key is required
     */
    record Keys(@Nullable ApiKeys asked) implements AutoCloseable {
        @Override
        public void close() {
            if (asked != null) {
                asked.close();
            }
        }
    }
}
