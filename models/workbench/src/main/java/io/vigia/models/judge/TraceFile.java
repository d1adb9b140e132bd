package io.vigia.models.judge;

import io.vigia.detection.judgement.Judgement;
import io.vigia.verdict.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of each verdict in the letters of the rule's formulas, for comparing implementations: one line a row, numbers
 * with 17 significant digits, empty where they don't apply. Before the rule is calibrated, S and its parts are empty: the
 * provisional verdict is of another kind.
 */
final class TraceFile {
    private static final String HEADER = "row,timestamp,value,status,prediction,error,J,zA,zL,S,k,anomaly,alarm";
    private static final MathContext DIGITS = new MathContext(17);

    private final Path folder;

    TraceFile(Path folder) {
        this.folder = folder;
    }

    /** Writes the file of one series, in place of one that is there. */
    Path write(LabelledSeries series, StreamRun run) {
        List<String> lines = new ArrayList<>(series.length() + 1);
        lines.add(HEADER);
        for (int row = 0; row < series.length(); row++) {
            lines.add(row + "," + series.timestamp(row) + "," + number(series.values()[row]) + ","
                    + said(run.judgements().get(row)));
        }
        Path file = folder.resolve(series.name());
        WholeFile.write(file, lines);
        return file;
    }

    private static String said(Judgement judgement) {
        boolean scored = judgement.status() == Status.SCORED;
        Judgement.Verdict verdict = judgement.verdict();
        Judgement.Trace trace = judgement.trace();
        return String.join(
                ",",
                judgement.status().wire(),
                number(verdict.prediction()),
                number(verdict.error()),
                number(trace.rarity()),
                number(trace.errorExcess()),
                number(trace.levelExcess()),
                scored ? number(trace.total()) : "",
                scored ? number(trace.repeats()) : "",
                verdict.anomaly() ? "1" : "0",
                verdict.alarm() ? "1" : "0");
    }

    private static String number(double number) {
        return Double.isFinite(number) ? new BigDecimal(number).round(DIGITS).toString() : "";
    }
}
