package io.vigia.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * On a class that starts brokers or processes where {@link QuickRun#leavesOut} is too late or never called: in static initializers, or
 * without {@link KafkaBroker}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
        named = QuickRun.PROPERTY,
        matches = "true",
        disabledReason = "--quick leaves out what starts a broker")
public @interface StartsServers {}
