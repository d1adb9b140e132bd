package io.vigia.detector.topology;

import io.vigia.contract.Direction;
import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.contract.Severity;
import io.vigia.contract.Status;
import io.vigia.detection.Judgement;
import org.jspecify.annotations.Nullable;

/** Maps the terms of the detection to those of events. */
final class ScoreMapping {
    private ScoreMapping() {}

    static Score score(Reading reading, Judgement judgement, String model) {
        Status status = status(judgement.status());
        return new Score(
                reading.id(),
                reading.sensor(),
                judgement.ts(),
                reading.value(),
                status,
                judgement.remaining(),
                judgement.prediction(),
                judgement.lower(),
                judgement.upper(),
                judgement.error(),
                judgement.score(),
                judgement.anomaly(),
                judgement.alarm(),
                direction(judgement.direction()),
                severity(judgement.severity()),
                status.judged() ? model : null);
    }

    private static Status status(io.vigia.detection.Status status) {
        return switch (status) {
            case WARMING_UP -> Status.WARMING_UP;
            case PROVISIONAL -> Status.PROVISIONAL;
            case SCORED -> Status.SCORED;
            case LATE -> Status.LATE;
            case DUPLICATE -> Status.DUPLICATE;
        };
    }

    private static @Nullable Direction direction(io.vigia.detection.@Nullable Direction direction) {
        if (direction == null) {
            return null;
        }
        return switch (direction) {
            case ABOVE -> Direction.ABOVE;
            case BELOW -> Direction.BELOW;
        };
    }

    private static @Nullable Severity severity(io.vigia.detection.@Nullable Severity severity) {
        if (severity == null) {
            return null;
        }
        return switch (severity) {
            case LOW -> Severity.LOW;
            case MEDIUM -> Severity.MEDIUM;
            case HIGH -> Severity.HIGH;
            case CRITICAL -> Severity.CRITICAL;
        };
    }
}
