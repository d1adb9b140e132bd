package io.vigia.judging;

import io.vigia.contract.Reading;
import io.vigia.contract.Score;
import io.vigia.detection.judgement.Judgement;

/** Maps the terms of the detection to those of events. */
public final class ScoreMapping {
    private ScoreMapping() {}

    public static Score score(Reading reading, Judgement judgement, String model) {
        Judgement.Verdict verdict = judgement.verdict();
        return new Score(
                reading.id(),
                reading.sensor(),
                judgement.ts(),
                reading.value(),
                judgement.status(),
                judgement.remaining(),
                verdict.prediction(),
                verdict.lower(),
                verdict.upper(),
                verdict.error(),
                verdict.score(),
                verdict.anomaly(),
                verdict.alarm(),
                verdict.direction(),
                verdict.severity(),
                judgement.trace().reason(),
                judgement.trace().boundFactor(),
                judgement.status().judged() ? model : null);
    }
}
