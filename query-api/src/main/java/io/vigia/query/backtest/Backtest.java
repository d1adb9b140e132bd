package io.vigia.query.backtest;

import io.vigia.contract.Incident;
import io.vigia.contract.Maintenance;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingField;
import io.vigia.detection.model.Model;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.judging.SensorTuning;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Answers one question. The values are read in pages, and read again for each sensitivity that is tried, so that memory does not
 * grow with them. An interrupt ends it after the page that it is at.
 */
public final class Backtest implements Supplier<BacktestResult> {
    private static final int PAGE = 5_000;
    private static final double WEEK = Duration.ofDays(7).toMillis();

    private final SeriesStore store;
    private final BacktestModels models;
    private final BacktestQuestion question;
    private final Context context;
    private final long total;
    private final AtomicLong done = new AtomicLong();

    /**
     * What else is known of the sensor.
     *
     * @param values how many values the store has in the span of the question
     * @param planned the planned work on the sensor
     * @param incidents those that were said of that time, oldest first
     */
    public record Context(long values, List<Maintenance> planned, List<Incident> incidents) {
        boolean covers(long ts) {
            for (Maintenance work : planned) {
                if (work.covers(ts)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What came of all values under some settings. */
    private record Run(long values, long lasted, Findings judged, Findings said) {
        boolean hasAtMost(int perWeek) {
            return judged.incidentCount() <= perWeek * Math.max(1, lasted / WEEK);
        }
    }

    public Backtest(SeriesStore store, BacktestModels models, BacktestQuestion question, Context context) {
        this.store = store;
        this.models = models;
        this.question = question;
        this.context = context;
        total = total(question, context.values());
    }

    /**
     * How many values are judged at most, where each counts once for each sensitivity that is tried.
     *
     * @param values how many values the store has in the span of the question
     */
    public static long total(BacktestQuestion question, long values) {
        return (values + question.warmUp()) * (question.searches() ? SensitivitySearch.MOST_STEPS : 1);
    }

    /** How many values have been judged so far. */
    public long done() {
        return done.get();
    }

    /** How many will be judged at most. */
    public long total() {
        return total;
    }

    /**
     * Answers.
     *
     * @throws UnknownModelException if the model does not exist or is not usable
     * @throws io.vigia.store.StoreUnavailableException if the store is unavailable
     * @throws org.apache.kafka.common.KafkaException if Kafka is unavailable
     * @throws CancellationException if it is interrupted
     */
    @Override
    public BacktestResult get() {
        try (ModelBundle bundle = models.open(question.sensor(), question.model())) {
            Model model = bundle.model();
            long start = start();
            if (!question.searches()) {
                return result(model, question.settings(), true, run(model, start, question.settings()));
            }
            SensitivitySearch.Found<Run> found = SensitivitySearch.highest(
                    sensitivity -> run(model, start, with(sensitivity)),
                    run -> run.hasAtMost(question.atMostPerWeek()));
            return result(model, with(found.sensitivity()), found.acceptable(), found.result());
        }
    }

    private BacktestResult result(Model model, SensorSettings settings, boolean met, Run run) {
        return new BacktestResult(question, model.id(), settings, run.values(), met, run.judged(), run.said());
    }

    private SensorSettings with(double sensitivity) {
        Map<SettingField, Object> values = new EnumMap<>(SettingField.class);
        values.putAll(question.settings().values());
        values.put(SettingField.SENSITIVITY, sensitivity);
        return new SensorSettings(values);
    }

    /** The time of the first value that the rule learns from. */
    private long start() {
        long before = question.from() - 1;
        if (question.warmUp() == 0 || before < 0) {
            return question.from();
        }
        List<Sample> earlier = store.range(question.sensor(), 0, before, question.warmUp(), Order.NEWEST_FIRST);
        return earlier.isEmpty()
                ? question.from()
                : earlier.get(earlier.size() - 1).ts();
    }

    private Run run(Model model, long start, SensorSettings settings) {
        JudgedValues judged =
                new JudgedValues(model, question.sensor(), question.from(), SensorTuning.of(settings), context::covers);
        SaidValues said = new SaidValues(question.from());
        long next = start;
        while (next <= question.to()) {
            List<Sample> page = store.range(question.sensor(), next, question.to(), PAGE, Order.OLDEST_FIRST);
            judged.take(page);
            said.take(page);
            done.addAndGet(page.size());
            if (page.size() < PAGE) {
                break;
            }
            next = page.get(PAGE - 1).ts() + 1;
            if (Thread.interrupted()) {
                throw new CancellationException("the back-test was cancelled");
            }
        }
        return new Run(judged.values(), judged.lasted(), judged.findings(), said.findings(context.incidents()));
    }
}
