package io.vigia.property;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that must pass for every case. The method's only parameter is a {@link Draw}, from which it takes its inputs. The same cases run
 * every time; {@code ./vigia test --explore} runs others. A failure names the seed of its case and the smallest case found that fails.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag(Property.TAG)
@ExtendWith(PropertyExtension.class)
public @interface Property {
    /** The JUnit tag of every property. */
    String TAG = "property";

    /** Number of cases. */
    int tries() default 1000;

    /** Seeds of cases that failed once: they run first, always. */
    long[] seeds() default {};
}
