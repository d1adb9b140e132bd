package io.vigia.runtime;

import io.vigia.runtime.answer.ClassicAnswers;
import io.vigia.runtime.answer.Json;
import io.vigia.runtime.answer.Pages;
import io.vigia.runtime.problem.ProblemAdvice;
import io.vigia.runtime.problem.ProblemErrorController;
import io.vigia.runtime.problem.ProblemResponses;
import io.vigia.runtime.problem.ProblemValve;
import io.vigia.runtime.server.CanonicalPath;
import io.vigia.runtime.server.HttpProtocol;
import io.vigia.runtime.server.SlowReaders;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.Variables;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.logging.logback.LogbackMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.startup.StartupTimeMetricsListenerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.task.TaskExecutorMetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.metrics.TomcatMetricsAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/**
 * The beans that every service has. Of what Spring Boot configures, those parts that a service uses are named: to look for the others on the
 * class path takes a tenth of a start, and the broker's libraries, in {@code vigia up}, would bring some.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    ApplicationAvailabilityAutoConfiguration.class,
    AvailabilityHealthContributorAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    EndpointAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HealthContributorAutoConfiguration.class,
    HealthContributorRegistryAutoConfiguration.class,
    HealthEndpointAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JacksonEndpointAutoConfiguration.class,
    JvmMetricsAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    LogbackMetricsAutoConfiguration.class,
    ManagementContextAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    ObservationAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    ServletManagementContextAutoConfiguration.class,
    SslAutoConfiguration.class,
    StartupTimeMetricsListenerAutoConfiguration.class,
    SystemMetricsAutoConfiguration.class,
    TaskExecutionAutoConfiguration.class,
    TaskExecutorMetricsAutoConfiguration.class,
    TomcatMetricsAutoConfiguration.class,
    TomcatServletManagementContextAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    WebEndpointAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    WebMvcHealthEndpointExtensionAutoConfiguration.class,
    WebMvcObservationAutoConfiguration.class
})
class WebConfiguration {
    @Bean
    WebSettings webSettings(Variables variables) {
        return WebSettings.from(variables);
    }

    @Bean
    Drain drain(WebSettings settings) {
        return new Drain(settings.drainMs());
    }

    @Bean
    JsonMapper jsonMapper() {
        return Json.MAPPER;
    }

    @Bean
    Pages pages(WebSettings settings) {
        return new Pages(settings.name(), settings.hostname());
    }

    @Bean
    ClassicAnswers classicAnswers(Pages pages) {
        return new ClassicAnswers(pages);
    }

    @Bean
    ProblemResponses problemResponses(Pages pages) {
        return new ProblemResponses(pages);
    }

    @Bean
    ProblemAdvice problemAdvice(ProblemResponses responses) {
        return new ProblemAdvice(responses);
    }

    @Bean
    ProblemErrorController problemErrorController(ProblemResponses responses) {
        return new ProblemErrorController(responses);
    }

    @Bean
    FilterRegistrationBean<SlowReaders> slowReaders() {
        FilterRegistrationBean<SlowReaders> filter = new FilterRegistrationBean<>(new SlowReaders(System::nanoTime));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> server() {
        return factory -> {
            factory.setProtocol(HttpProtocol.class.getName());
            factory.addEngineValves(new CanonicalPath(), SlowReaders.valve());
            // Ids of verdicts may contain slashes and backslashes, which are then part of the segment.
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        };
    }
}
