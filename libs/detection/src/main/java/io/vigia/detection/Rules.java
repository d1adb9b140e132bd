package io.vigia.detection;

import io.vigia.detection.absolute.AbsoluteErrorRule;
import io.vigia.detection.absolute.AbsoluteErrorShape;
import io.vigia.detection.adaptive.AdaptiveRule;
import io.vigia.detection.adaptive.AdaptiveShape;
import io.vigia.detection.judgement.Rule;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.rule.Adaptive2Rule;
import io.vigia.detection.rule.Adaptive2Shape;
import io.vigia.detection.state.IncompatibleStateException;
import io.vigia.detection.state.RuleShape;
import io.vigia.detection.state.StateReader;

/** All rules that there are: by what a bundle says of them, and by their number in states. */
final class Rules {
    /** Numbers that rules of newer versions may have. */
    private static final int LAST_KIND = 15;

    private Rules() {}

    static Rule of(Model model) {
        RuleSpec spec = model.manifest().rule();
        if (spec instanceof RuleSpec.Adaptive2 adaptive) {
            return new Adaptive2Rule(adaptive.parameters(), model);
        }
        if (spec instanceof RuleSpec.Adaptive adaptive) {
            return new AdaptiveRule(adaptive, model);
        }
        if (spec instanceof RuleSpec.AbsoluteError absolute) {
            return new AbsoluteErrorRule(absolute);
        }
        throw new IllegalStateException("no rule for " + spec);
    }

    static RuleShape shape(int kind, StateReader from) {
        return switch (kind) {
            case AbsoluteErrorShape.KIND -> new AbsoluteErrorShape();
            case AdaptiveShape.KIND -> AdaptiveShape.read(from);
            case Adaptive2Shape.KIND -> Adaptive2Shape.read(from);
            default ->
                throw new IncompatibleStateException(
                        "of rule " + kind,
                        "rule " + AbsoluteErrorShape.KIND + " to " + Adaptive2Shape.KIND,
                        kind > 0 && kind <= LAST_KIND);
        };
    }
}
