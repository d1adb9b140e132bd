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
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** The beans that every service has. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
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
            // Ids of verdicts may have slashes of both kinds, which are then part of the segment.
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            });
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemValve()));
        };
    }
}
