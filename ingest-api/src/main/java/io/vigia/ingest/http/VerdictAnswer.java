package io.vigia.ingest.http;

import io.vigia.contract.Instants;
import io.vigia.contract.Score;
import io.vigia.contract.Verdict;
import io.vigia.runtime.answer.ClassicAnswer;
import io.vigia.runtime.answer.Html;
import io.vigia.verdict.Reason;
import io.vigia.verdict.Status;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answer of {@code /detectar}: the verdict on the reading, with the window that was used. */
record VerdictAnswer(Verdict verdict, @Nullable String unit, String hostname) implements ClassicAnswer {
    /** The fields as JSON; null where the verdict has none. */
    record Fields(
            String sensor,
            double dato,
            long ts,
            String fecha,
            String hostname,
            String estado,
            boolean anomalia,
            @Nullable String motivo,
            @Nullable Double prediccion,
            @Nullable Double error,
            @Nullable Double umbral,
            @Nullable Double inferior,
            @Nullable Double superior,
            double[] ventana,
            @Nullable Integer faltan,
            @Nullable String modelo) {}

    @Override
    public Object json() {
        Score score = verdict.score();
        return new Fields(
                score.sensor(),
                score.value(),
                score.ts(),
                Instants.fecha(score.ts()),
                hostname,
                score.status().wire(),
                score.anomaly(),
                motivo(score.reason()),
                orNull(score.prediction()),
                orNull(score.error()),
                orNull(threshold()),
                orNull(score.lower()),
                orNull(score.upper()),
                verdict.window(),
                score.remaining() == Score.NO_REMAINING ? null : (Integer) score.remaining(),
                score.model());
    }

    @Override
    public String text() {
        Score score = verdict.score();
        String received = ReceivedAnswer.sentence(score.sensor(), score.value(), unit);
        return switch (score.status()) {
            case WARMING_UP ->
                received + ". Faltan " + score.remaining() + " mediciones para poder detectar anomalías.";
            case LATE -> received + ". Llegó con retraso: se guarda y no se evalúa.";
            case DUPLICATE -> received + ". Ya estaba: no se evalúa otra vez.";
            case PROVISIONAL, SCORED -> judged(score);
        };
    }

    @Override
    public String title() {
        return verdict.score().anomaly() ? "Anomalía detectada" : "Detección";
    }

    @Override
    public Html html() {
        Score score = verdict.score();
        Html sentence =
                Html.format("<p class=\"{}\" role=\"status\">{}</p>", score.anomaly() ? "alerta" : "bien", text());
        return Html.concat(sentence, score.status().judged() ? table(score) : Html.format(""));
    }

    private String judged(Score score) {
        return (score.anomaly() ? "¡Anomalía detectada!" : "No se detectaron anomalías.")
                + " Valor: " + score.value()
                + ", predicción: " + rounded(score.prediction())
                + ", error: " + rounded(score.error())
                + ", umbral: " + rounded(threshold())
                + (score.reason() == null ? "" : ", motivo: " + motivo(score.reason()))
                + (score.status() == Status.PROVISIONAL ? " (provisional)" : "")
                + ". Últimos valores recibidos: " + window();
    }

    private Html table(Score score) {
        return Html.format(
                """
                <dl><dt>Sensor</dt><dd>{}</dd><dt>Fecha</dt><dd>{}</dd><dt>Dato</dt><dd>{}</dd>
                <dt>Predicción</dt><dd>{}</dd><dt>Error</dt><dd>{}</dd><dt>Umbral</dt><dd>{}</dd>
                <dt>Entre</dt><dd>{} y {}</dd><dt>Ventana</dt><dd>{}</dd><dt>Modelo</dt><dd>{}</dd></dl>""",
                score.sensor(),
                Instants.fecha(score.ts()),
                score.value(),
                rounded(score.prediction()),
                rounded(score.error()),
                rounded(threshold()),
                rounded(score.lower()),
                rounded(score.upper()),
                window(),
                score.model() == null ? "" : score.model());
    }

    private static @Nullable String motivo(@Nullable Reason reason) {
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            case VALUE -> "valor";
            case ERROR -> "error";
            case LEVEL -> "nivel";
            case SEASON -> "estacionalidad";
            case STUCK -> "sin cambios";
            case LIMIT -> "límite";
            case SILENCE -> "silencio";
        };
    }

    /** The threshold in the unit of the error; with an absolute-error rule, exactly its threshold. */
    private double threshold() {
        return verdict.score().upper() / 2 - verdict.score().lower() / 2;
    }

    private String window() {
        return Arrays.stream(verdict.window()).mapToObj(Double::toString).collect(Collectors.joining(", "));
    }

    private static @Nullable Double orNull(double number) {
        return Double.isFinite(number) ? (Double) number : null;
    }

    private static String rounded(double number) {
        return !Double.isFinite(number) ? "—" : String.format(Locale.ROOT, "%.4g", number);
    }
}
