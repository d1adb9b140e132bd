package io.vigia.cli.send;

import io.vigia.cli.api.Episode;
import io.vigia.cli.api.StoredReading;
import io.vigia.cli.api.VerdictsApi;
import io.vigia.contract.Instants;
import io.vigia.terminal.Count;
import io.vigia.wording.LivePage;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the verdicts of each sensor that was sent, and its worst episodes. */
final class SendSummary {
    private static final int SENSORS_SHOWN = 50;
    private static final int EPISODES_SHOWN = 5;

    private final VerdictsApi verdicts;
    private final Duration patience;
    private final PrintWriter out;

    /** @param patience how long the verdicts of each sensor are waited for */
    SendSummary(VerdictsApi verdicts, Duration patience, PrintWriter out) {
        this.verdicts = verdicts;
        this.patience = patience;
        this.out = out;
    }

    /**
     * Prints the summary and a link to the live page; more than fifty sensors are only counted.
     *
     * @param page URL of Vigía
     */
    void print(Map<String, SensorSpan> sent, URI page) {
        sent.entrySet().stream().limit(SENSORS_SHOWN).forEach(one -> sensor(one.getKey(), one.getValue()));
        if (sent.size() > SENSORS_SHOWN) {
            out.printf("and %s%n", Count.of(sent.size() - SENSORS_SHOWN, "more sensor"));
        }
        sent.values().stream()
                .reduce(SensorSpan::and)
                .ifPresent(all -> out.printf("See %s%n", LivePage.of(page, sent.keySet(), all.first(), all.last())));
    }

    private void sensor(String sensor, SensorSpan span) {
        boolean complete = verdicts.awaitStored(sensor, span.last(), patience);
        List<StoredReading> stored = new ArrayList<>();
        verdicts.each(sensor, span.first(), span.last(), stored::add);
        long scored = stored.stream().filter(StoredReading::judged).count();
        List<Episode> episodes = Episode.of(stored);
        long anomalies = stored.stream().filter(StoredReading::anomaly).count();
        out.printf(
                "%s: %d sent, %d scored%s%s, %s in %s%s%n",
                sensor,
                span.readings(),
                scored,
                others(stored.size() - scored, " without a verdict (window not full, or late)"),
                complete ? others(span.readings() - stored.size(), " with the time of another reading") : "",
                Count.of(anomalies, "anomaly", "anomalies"),
                Count.of(episodes.size(), "episode"),
                complete ? "" : "; the newest verdicts are not available yet");
        episodes.stream()
                .sorted(Comparator.comparingDouble(SendSummary::score).reversed())
                .limit(EPISODES_SHOWN)
                .sorted(Comparator.comparingLong(episode -> episode.first().ts()))
                .forEach(this::episode);
    }

    /** What else became of the readings; nothing if there are none. */
    private static String others(long count, String what) {
        return count <= 0 ? "" : ", " + count + what;
    }

    private void episode(Episode episode) {
        StoredReading peak = episode.peak();
        out.printf(
                Locale.ROOT,
                "    %s  %s, worst %s at %s (expected about %s), score %.2f%n",
                Instants.fecha(episode.first().ts()),
                Count.of(episode.anomalies(), "anomaly", "anomalies"),
                number(peak.value()),
                Instants.fecha(peak.ts()),
                peak.prediction() == null ? "?" : number(peak.prediction()),
                score(episode));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.4g", number);
    }

    private static double score(Episode episode) {
        Double score = episode.peak().score();
        return score == null ? 0 : score;
    }
}
