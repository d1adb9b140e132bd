package io.vigia.runtime;

import io.vigia.kafka.TopicMismatchException;
import io.vigia.runtime.access.AccessSettings;
import io.vigia.runtime.security.AccessConfiguration;
import io.vigia.runtime.settings.FatalFailure;
import io.vigia.runtime.settings.ServiceProperties;
import io.vigia.runtime.settings.StartRefusedException;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.UnknownVariables;
import io.vigia.settings.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts one or several services in one context: {@code Variables} becomes a bean, the configurations provide the rest.
 * Public calls are on {@code PORT}; health ({@code /health/live}, {@code /health/ready}) and {@code /metrics} on
 * {@code MANAGEMENT_PORT}.
 */
public final class ServiceLauncher {
    /** The exit code of a start that was refused for a reason that the user can fix. */
    public static final int REFUSED = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ServiceLauncher.class);
    private static final String[] NO_ARGUMENTS = {};

    private ServiceLauncher() {}

    /**
     * Starts a service with public calls and management.
     *
     * @param extraBeans registers beans before the configurations are read
     * @return the running context; closing it stops the service
     * @throws StartRefusedException if a setting, a port, a topic or a bundle makes the start impossible; the message is
     *     one sentence
     */
    @SafeVarargs
    public static ConfigurableApplicationContext start(
            String serviceName,
            Variables variables,
            List<Class<?>> configurations,
            Consumer<GenericApplicationContext>... extraBeans) {
        return start(serviceName, variables, configurations, true, Arrays.asList(extraBeans));
    }

    /** Starts a service without public calls, with only health and metrics on {@code MANAGEMENT_PORT}. */
    @SafeVarargs
    public static ConfigurableApplicationContext startWithoutPublicPort(
            String serviceName,
            Variables variables,
            List<Class<?>> configurations,
            Consumer<GenericApplicationContext>... extraBeans) {
        return start(serviceName, variables, configurations, false, Arrays.asList(extraBeans));
    }

    /**
     * Configures logging as {@link #start} does, for code that runs and logs beside it.
     *
     * @throws StartRefusedException if a setting is not allowed
     */
    public static void configureLogging(String serviceName, Variables variables) {
        StandardEnvironment environment = refusing(() -> environment(
                ServiceProperties.of(serviceName, WebSettings.from(variables), AccessSettings.from(variables), true)));
        DefaultBootstrapContext bootstrap = new DefaultBootstrapContext();
        SpringApplication application = new SpringApplication();
        LoggingApplicationListener logging = new LoggingApplicationListener();
        logging.onApplicationEvent(new ApplicationStartingEvent(bootstrap, application, NO_ARGUMENTS));
        logging.onApplicationEvent(
                new ApplicationEnvironmentPreparedEvent(bootstrap, application, NO_ARGUMENTS, environment));
    }

    /**
     * Runs {@code start} for {@code main}. A refused start prints its sentence and ends the process with code
     * 2, as does a later {@link FatalFailure}; any other failure is logged with its stack trace and ends it with code 1.
     */
    public static void main(Supplier<ConfigurableApplicationContext> start) {
        try {
            ConfigurableApplicationContext started = start.get();
            started.addApplicationListener(new FatalFailureListener((context, sentence) -> exit(REFUSED, sentence)));
            if (!started.isActive()) {
                exit(REFUSED, "the service stopped during startup; the log has the reason");
            }
        } catch (StartRefusedException refused) {
            // A variable that was mistyped is often the reason.
            unknownVariables().ifPresent(unknown -> System.err.println("vigia: " + unknown));
            exit(REFUSED, Objects.requireNonNullElse(refused.getMessage(), "startup was refused"));
        } catch (RuntimeException failed) {
            LOG.error("Startup failed", failed);
            exit(1, "startup failed: " + failed);
        }
    }

    /** The port of the public calls. */
    public static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** The port of health and metrics. */
    public static int managementPort(ConfigurableApplicationContext context) {
        Integer separate = context.getEnvironment().getProperty("local.management.port", Integer.class);
        return separate == null ? port(context) : separate;
    }

    private static ConfigurableApplicationContext start(
            String serviceName,
            Variables variables,
            List<Class<?>> configurations,
            boolean publicPort,
            List<Consumer<GenericApplicationContext>> extraBeans) {
        WebSettings settings = refusing(() -> WebSettings.from(variables));
        AccessSettings access = refusing(() -> AccessSettings.from(variables));
        if (publicPort) {
            refusing(settings::withPortsApart);
        }
        List<Class<?>> sources = new ArrayList<>(configurations);
        sources.add(0, WebConfiguration.class);
        if (publicPort) {
            sources.add(1, AccessConfiguration.class);
        }
        SpringApplication application = new SpringApplication(sources.toArray(Class<?>[]::new));
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setEnvironment(environment(ServiceProperties.of(serviceName, settings, access, publicPort)));
        application.setLogStartupInfo(false);
        application.addInitializers(beans(variables, extraBeans));
        // A failure may happen during startup, when no other listener exists yet.
        AtomicReference<@Nullable String> fatal = new AtomicReference<>();
        application.addListeners(new FatalFailureListener((context, sentence) -> {
            fatal.set(sentence);
            stop(context, sentence);
        }));
        try {
            ConfigurableApplicationContext context = application.run();
            requireNone(fatal, null);
            LOG.info(
                    "{} is listening on port {}, management on port {}",
                    serviceName,
                    port(context),
                    managementPort(context));
            unknownVariables().ifPresent(LOG::warn);
            return context;
        } catch (StartRefusedException refused) {
            throw refused;
        } catch (RuntimeException failed) {
            requireNone(fatal, failed);
            throw refusal(failed, settings, publicPort);
        }
    }

    private static void requireNone(AtomicReference<@Nullable String> fatal, @Nullable RuntimeException cause) {
        String sentence = fatal.get();
        if (sentence != null) {
            throw new StartRefusedException(sentence, cause);
        }
    }

    private static <T> T refusing(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (InvalidSettingException invalid) {
            throw new StartRefusedException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private static StandardEnvironment environment(Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("vigia", properties));
        return environment;
    }

    private static ApplicationContextInitializer<GenericApplicationContext> beans(
            Variables variables, List<Consumer<GenericApplicationContext>> extraBeans) {
        return context -> {
            context.registerBean("variables", Variables.class, () -> variables);
            extraBeans.forEach(extra -> extra.accept(context));
        };
    }

    private static void stop(ConfigurableApplicationContext context, String sentence) {
        LOG.error("Stopping: {}", sentence);
        context.close();
    }

    private static RuntimeException refusal(RuntimeException failed, WebSettings settings, boolean publicPort) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            String sentence = sentence(cause, settings, publicPort);
            if (sentence != null) {
                return new StartRefusedException(sentence, failed);
            }
        }
        return failed;
    }

    private static @Nullable String sentence(Throwable cause, WebSettings settings, boolean publicPort) {
        if (cause instanceof PortInUseException inUse) {
            boolean management = !publicPort || inUse.getPort() == settings.managementPort();
            return "port " + inUse.getPort() + " is in use; stop the program that uses it, or set "
                    + (management ? "MANAGEMENT_PORT" : "PORT") + " to a free one";
        }
        boolean refused = cause instanceof InvalidSettingException
                || cause instanceof TopicMismatchException
                || cause instanceof StartRefusedException;
        return refused ? cause.getMessage() : null;
    }

    private static Optional<String> unknownVariables() {
        return UnknownVariables.among(Variables.namesOfProcess());
    }

    private static void exit(int code, String sentence) {
        System.err.println("vigia: " + sentence);
        System.exit(code);
    }

    /**
     * Acts on its own thread, because stopping waits for the thread that published. A class instead of a lambda, because the
     * context dispatches by the declared type of the event.
     */
    private record FatalFailureListener(BiConsumer<ConfigurableApplicationContext, String> then)
            implements ApplicationListener<PayloadApplicationEvent<FatalFailure>> {
        @Override
        public void onApplicationEvent(PayloadApplicationEvent<FatalFailure> event) {
            ConfigurableApplicationContext context = (ConfigurableApplicationContext) event.getSource();
            new Thread(() -> then.accept(context, event.getPayload().sentence()), "fatal-failure").start();
        }
    }
}
