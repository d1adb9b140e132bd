package io.vigia.query.http;

import io.vigia.contract.Instants;
import io.vigia.contract.SensorSettings;
import io.vigia.contract.SettingField;
import io.vigia.query.backtest.BacktestQuestion;
import io.vigia.runtime.answer.SettingsItem;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of a question. Each method refuses an invalid value with a {@link ProblemException}. */
record BacktestRequest(Map<?, ?> fields) {
    static final String EXAMPLE =
            "{\"sensor\": \"boiler-1\", \"from\": \"2026-01-01\", \"to\": \"2026-01-31\", \"settings\": {\"sensitivity\": 0.5}}";

    private static final List<String> KNOWN =
            List.of("sensor", "from", "to", "settings", "model", "warmUp", "atMostPerWeek");
    /** The end of the year 9999. */
    private static final long LATEST = 253_402_300_799_999L;

    private static final int MOST_PER_WEEK = 1_000_000;
    private static final int MOST_ID = 200;

    BacktestRequest {
        for (Object name : fields.keySet()) {
            if (!KNOWN.contains(String.valueOf(name))) {
                throw ProblemException.invalid(
                        "body", String.valueOf(name), "only the fields " + String.join(", ", KNOWN));
            }
        }
    }

    String sensor() {
        return ListParameters.sensor(text("sensor", ""));
    }

    /** @param effective the settings of the sensor as they are */
    BacktestQuestion question(SensorSettings effective) {
        long from = time("from");
        long to = time("to");
        if (from > to) {
            throw ProblemException.invalid("from", text("from", ""), "a time no later than to");
        }
        Object perWeek = fields.get("atMostPerWeek");
        return new BacktestQuestion(
                sensor(),
                from,
                to,
                number("warmUp", 0, BacktestQuestion.MOST_WARM_UP),
                settings(effective),
                model(),
                perWeek == null ? BacktestQuestion.AS_SET : number("atMostPerWeek", 0, MOST_PER_WEEK));
    }

    private @Nullable String model() {
        Object model = fields.get("model");
        if (model != null && (!(model instanceof String id) || id.isEmpty() || id.length() > MOST_ID)) {
            throw ProblemException.invalid("model", String.valueOf(model), "a model such as usual@1, or absent");
        }
        return (String) model;
    }

    private int number(String name, int least, int most) {
        return (int) ListParameters.wholeNumber(name, text(name, Integer.toString(least)), least, most);
    }

    private long time(String name) {
        String text = text(name, "");
        if (text.isEmpty()) {
            throw ProblemException.invalid(name, null, Instants.ALLOWED);
        }
        try {
            return Math.min(Math.max(0, Instants.parse(text)), LATEST);
        } catch (IllegalArgumentException noTime) {
            throw new ProblemException(Problem.invalid(name, text, Instants.ALLOWED), noTime);
        }
    }

    private String text(String name, String otherwise) {
        return Objects.toString(fields.get(name), otherwise);
    }

    /** Those of the sensor, with the given ones over them; what is given as null is as if nobody had set it. */
    private SensorSettings settings(SensorSettings effective) {
        Object given = fields.get("settings");
        if (given == null) {
            return effective;
        }
        if (!(given instanceof Map<?, ?> wanted)) {
            throw ProblemException.invalid(
                    "settings", String.valueOf(given), "an object such as {\"sensitivity\": 0.5}, or absent");
        }
        SensorSettings over = SettingsItem.settings(wanted);
        Map<SettingField, Object> values = new EnumMap<>(SettingField.class);
        values.putAll(effective.values());
        wanted.keySet().forEach(name -> SettingField.of(String.valueOf(name)).ifPresent(values::remove));
        values.putAll(over.values());
        return new SensorSettings(values);
    }
}
