package io.vigia.runtime.security;

import io.vigia.contract.SensorPattern;
import io.vigia.runtime.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Function;

/** The sensors that a call may be about: all, unless the key that came with it is for some alone. */
public final class SensorScope {
    static final String ATTRIBUTE = SensorScope.class.getName();

    private static final SensorScope ALL = new SensorScope(List.of(), received -> {
        throw new IllegalStateException("every sensor is allowed, but was refused: " + received);
    });

    private final List<SensorPattern> sensors;
    private final Function<String, ProblemException> refusal;

    /**
     * @param sensors empty: all
     * @param refusal the problem of another sensor or pattern
     */
    SensorScope(List<SensorPattern> sensors, Function<String, ProblemException> refusal) {
        this.sensors = sensors;
        this.refusal = refusal;
    }

    /** The scope of a call. */
    public static SensorScope of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SensorScope limited ? limited : ALL;
    }

    /** Whether it has all sensors. */
    public boolean isWhole() {
        return sensors.isEmpty();
    }

    /** Whether it has a sensor. */
    public boolean allows(String sensor) {
        return isWhole() || sensors.stream().anyMatch(known -> known.matches(sensor));
    }

    /** Whether it has every sensor that a pattern matches. */
    public boolean allows(SensorPattern pattern) {
        return isWhole() || sensors.stream().anyMatch(known -> known.covers(pattern));
    }

    /**
     * Answers with the sensor.
     *
     * @throws ProblemException with status 403 if the scope does not have it
     */
    public String check(String sensor) {
        if (!allows(sensor)) {
            throw refusal.apply(sensor);
        }
        return sensor;
    }

    /**
     * Answers with the pattern.
     *
     * @throws ProblemException with status 403 if it matches a sensor that the scope does not have
     */
    public SensorPattern check(SensorPattern pattern) {
        if (!allows(pattern)) {
            throw refusal.apply(pattern.text());
        }
        return pattern;
    }
}
