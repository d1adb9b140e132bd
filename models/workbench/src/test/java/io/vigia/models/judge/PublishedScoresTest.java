package io.vigia.models.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Scores the detections of published detectors again, and compares with what was published of them. Wants a copy of
 * github.com/numenta/NAB (MIT licence; it is not part of this repository): name its folder in {@code NAB_HOME}.
 */
class PublishedScoresTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static @Nullable Path home;
    private static @Nullable Corpus corpus;

    @BeforeAll
    static void find() {
        String named = System.getenv("NAB_HOME");
        if (named == null) {
            System.err.println("PublishedScoresTest was NOT run: set NAB_HOME to a copy of github.com/numenta/NAB");
        }
        assumeTrue(
                named != null, "NAB_HOME names no copy of github.com/numenta/NAB: published scores were not checked");
        home = Path.of(named);
        corpus = Corpus.read(home.resolve("data"), null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ARTime",
                "contextOSE",
                "earthgeckoSkyline",
                "expose",
                "htmjava",
                "knncad",
                "null",
                "numenta",
                "numentaTM",
                "random",
                "randomCutForest",
                "relativeEntropy",
                "skyline",
                "twitterADVec",
                "windowedGaussian"
            })
    void published_detections_get_their_published_scores(String detector) throws IOException {
        JsonNode published = json("results/final_results.json").get(detector);
        JsonNode thresholds = json("config/thresholds.json").get(detector);
        for (NabProfile profile : NabProfile.values()) {
            double threshold = thresholds.get(profile.key()).get("threshold").asDouble();
            double score = Tally.sum(tallies(detector, threshold)).score(profile);
            assertThat(score)
                    .as("%s, %s", detector, profile.key())
                    .isCloseTo(published.get(profile.key()).asDouble(), within(1e-9));
        }
    }

    private static List<Tally> tallies(String detector, double threshold) {
        return corpus.series().stream()
                .map(series -> Tally.of(series, detections(detector, series, threshold)))
                .toList();
    }

    private static BitSet detections(String detector, LabelledSeries series, double threshold) {
        int slash = series.name().indexOf('/');
        Path file = home.resolve("results")
                .resolve(detector)
                .resolve(series.name().substring(0, slash))
                .resolve(detector + "_" + series.name().substring(slash + 1));
        double[] scores = scores(file);
        BitSet rows = new BitSet();
        IntStream.range(0, scores.length)
                .filter(row -> scores[row] >= threshold)
                .forEach(rows::set);
        return rows;
    }

    private static double[] scores(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            int column = Arrays.asList(lines.get(0).split(",")).indexOf("anomaly_score");
            return lines.stream()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[column]))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(home.resolve(file)));
    }
}
