package io.vigia.detector.topology;

import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.detection.judgement.Judgement;

/** Maps the terms of the detection to those of events. */
final class ScoreMapping {
    private ScoreMapping() {}

    static Score score(Reading reading, Judgement judgement, String model) {
        return new Score(
                reading.id(),
                reading.sensor(),
                judgement.ts(),
                reading.value(),
                judgement.status(),
                judgement.remaining(),
                judgement.prediction(),
                judgement.lower(),
                judgement.upper(),
                judgement.error(),
                judgement.score(),
                judgement.anomaly(),
                judgement.alarm(),
                judgement.direction(),
                judgement.severity(),
                judgement.status().judged() ? model : null);
    }
}
