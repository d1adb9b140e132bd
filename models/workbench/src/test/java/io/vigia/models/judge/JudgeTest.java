package io.vigia.models.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.FeedbackVerdict;
import io.vigia.contract.Label;
import io.vigia.detection.judgement.Judgement;
import io.vigia.detection.model.Model;
import io.vigia.detection.model.RuleSpec;
import io.vigia.models.TestModels;
import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import io.vigia.verdict.Status;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
    private static final Model MODEL = TestModels.adaptive(TestModels.naive(10));
    private static final BundleDetector DETECTOR = new BundleDetector(MODEL, WarmUp.STREAM, false);

    @TempDir
    private Path folder;

    /** Noise with one spike; every other row repeats the time of the row before. */
    private static LabelledSeries noisy(int rows, int spike) {
        Random random = new Random(1);
        double[] values = random.doubles(rows).toArray();
        values[spike] += 50;
        long[] times =
                IntStream.range(0, rows).mapToLong(row -> row / 2 * 60_000L).toArray();
        return new LabelledSeries(
                "a/noisy.csv", new Series("noisy", times, values), List.of(new RowWindow(spike, spike + 9)));
    }

    private static List<Judgement> judged(LabelledSeries series) {
        return StreamRun.of(MODEL, series.values()).judgements();
    }

    @Test
    void a_repeated_timestamp_is_the_next_value() {
        List<Judgement> judgements = judged(noisy(1_000, 800));
        assertThat(judgements)
                .hasSize(1_000)
                .noneMatch(said -> said.status() == Status.LATE || said.status() == Status.DUPLICATE);
        assertThat(judgements.subList(0, 10)).allMatch(said -> said.status() == Status.WARMING_UP);
        assertThat(judgements.subList(10, 250)).allMatch(said -> said.status() == Status.PROVISIONAL);
        assertThat(judgements.subList(250, 1_000)).allMatch(said -> said.status() == Status.SCORED);
    }

    @Test
    void a_spike_is_found_at_once() {
        Corpus corpus = new Corpus(List.of(noisy(1_000, 800)), null);
        Tally total = new Judge(corpus)
                .judge("m", DETECTOR.threshold(), series -> DETECTOR.alarms(series, series.series()), null)
                .total();
        assertThat(total.found()).isEqualTo(1);
        assertThat(total.delays()).containsExactly(0);
    }

    @Test
    void an_operator_who_answers_alarms_gets_fewer_false_ones_and_misses_none() {
        Random random = new Random(5);
        double[] values = random.doubles(6_000).map(i -> random.nextGaussian()).toArray();
        for (int row = 1_000; row < 5_500; row += 400) {
            values[row] += 9;
        }
        values[5_900] += 60;
        long[] times = IntStream.range(0, values.length)
                .mapToLong(row -> row * 60_000L)
                .toArray();
        LabelledSeries series = new LabelledSeries(
                "a/spikes.csv", new Series("spikes", times, values), List.of(new RowWindow(5_900, 5_909)));
        Model model = TestModels.adaptive2(TestModels.naive(10));
        Tally alone = Tally.of(series, new BundleDetector(model, WarmUp.STREAM, false).alarms(series, series.series()));
        Tally answered =
                Tally.of(series, new BundleDetector(model, WarmUp.STREAM, true).alarms(series, series.series()));
        assertThat(answered.wrong()).isLessThan(alone.wrong());
        assertThat(answered.found()).isEqualTo(alone.found()).isEqualTo(1);
    }

    @Test
    void what_people_have_confirmed_is_a_window_of_its_series() {
        LabelledSeries noisy = noisy(1_000, 800);
        long[] times = LongStream.range(0, 1_000).map(row -> 1_000 * row).toArray();
        Series series = new Series("pump", times, noisy.values());
        Corpus corpus = Corpus.confirmed(
                List.of(series),
                List.of(confirmed("pump", 800), confirmed("pump", 815), confirmed("fan", 100)),
                "labels");
        assertThat(corpus.series().get(0).windows()).containsExactly(new RowWindow(790, 825));
        assertThat(corpus.windows()).isEqualTo(1);
    }

    private static Label confirmed(String sensor, int row) {
        return new Label("a", sensor, 1_000L * row, 1, FeedbackVerdict.TRUE_ALARM, null, null, "ana", null, 1);
    }

    @Test
    void injected_faults_are_counted_by_kind_and_found_at_the_same_places_each_time() {
        LabelledSeries series = noisy(4_000, 3_500);
        FaultInjection faults = injected(series, 7);
        assertThat(faults.counts().get(FaultKind.SPIKE)).isEqualTo(new FaultInjection.Count(1, 1));
        assertThat(faults.counts().get(FaultKind.SHIFT)).isEqualTo(new FaultInjection.Count(1, 1));
        assertThat(faults.counts().values())
                .allSatisfy(count -> assertThat(count.injected()).isEqualTo(1));
        assertThat(injected(series, 7).counts()).isEqualTo(faults.counts());
    }

    @Test
    void nothing_is_injected_where_nothing_varies_or_no_row_is_left() {
        Series flat = new Series("flat", new long[4_000], new double[4_000]);
        assertThat(injected(new LabelledSeries("flat.csv", flat, List.of()), 7)
                        .counts()
                        .values())
                .containsOnly(new FaultInjection.Count(0, 0));
        assertThat(injected(noisy(500, 400), 7).counts().values()).containsOnly(new FaultInjection.Count(0, 0));
    }

    private static FaultInjection injected(LabelledSeries series, long seed) {
        FaultInjection faults = new FaultInjection(DETECTOR, seed);
        faults.inject(series, DETECTOR.alarms(series, series.series()));
        return faults;
    }

    @Test
    void the_benchmarks_warm_up_is_one_calibration_at_the_probation() {
        assertThat(calibrations(1_000)).containsExactly(150, 150);
        assertThat(calibrations(20_000)).containsExactly(500, 500);
        assertThat(calibrations(30)).as("no less than window and means need").containsExactly(20, 20);
    }

    private static int[] calibrations(int rows) {
        Model warmed = WarmUp.NAB.model(MODEL, NabScorerTest.series(rows));
        RuleSpec.Adaptive rule = (RuleSpec.Adaptive) warmed.manifest().rule();
        return new int[] {rule.firstCalibration(), rule.lastCalibration()};
    }

    @Test
    void a_rule_without_a_warm_up_stays_as_it_is() {
        Model model = TestModels.absolute(TestModels.naive(10), 3);
        assertThat(WarmUp.NAB.model(model, NabScorerTest.series(1_000))).isSameAs(model);
    }

    @Test
    void result_files_have_a_line_a_row_and_1_at_alarms() throws IOException {
        LabelledSeries series = noisy(1_000, 800);
        Path file = new NabResults(folder, "vigia_x@1.0")
                .write(series, StreamRun.of(MODEL, series.values()).alarms());
        assertThat(folder.relativize(file))
                .hasToString("vigia-x-1-0/a/vigia-x-1-0_noisy.csv".replace('/', File.separatorChar));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1_001).startsWith("timestamp,value,anomaly_score,label");
        assertThat(lines.get(801)).isEqualTo("1970-01-01 06:40:00," + series.values()[800] + ",1,1");
        assertThat(lines.get(802)).endsWith(",0,1");
    }

    @Test
    void a_trace_has_every_number_to_the_last_bit() throws IOException {
        LabelledSeries series = noisy(600, 550);
        StreamRun run = StreamRun.of(MODEL, series.values());
        List<String> lines = Files.readAllLines(new TraceFile(folder).write(series, run));
        assertThat(lines.get(0)).isEqualTo("row,timestamp,value,status,prediction,error,J,zA,zL,S,k,anomaly,alarm");
        for (int row = 0; row < 600; row++) {
            String[] cells = lines.get(row + 1).split(",");
            Judgement said = run.judgements().get(row);
            assertThat(cells).hasSize(13);
            assertThat(cells[0]).isEqualTo(Integer.toString(row));
            assertThat(Double.parseDouble(cells[2])).isEqualTo(series.values()[row]);
            assertThat(number(cells[4])).isEqualTo(Double.valueOf(said.verdict().prediction()));
            assertThat(number(cells[6])).isEqualTo(Double.valueOf(said.trace().rarity()));
            assertThat(number(cells[9]))
                    .isEqualTo(
                            Double.valueOf(row < 250 ? Double.NaN : said.trace().total()));
            assertThat(cells[12]).isEqualTo(said.verdict().alarm() ? "1" : "0");
        }
    }

    private static Double number(String cell) {
        return Double.valueOf(cell.isEmpty() ? "NaN" : cell);
    }

    @Test
    void a_folder_is_read_with_the_labels_beside_it() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("a"));
        Files.writeString(data.resolve("a/x.csv"), "timestamp,value\n1970-01-01 00:00:00,1\n1970-01-01 00:00:00,2\n");
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(
                folder.resolve("labels/combined_windows.json"),
                "{\"a/x.csv\": [[\"1970-01-01 00:00:00\", \"1970-01-01 00:00:00\"]], \"a/other.csv\": []}");
        Corpus corpus = Corpus.read(data, null);
        assertThat(corpus.rows()).isEqualTo(2);
        assertThat(corpus.windows()).isEqualTo(1);
        assertThat(corpus.series().get(0).name()).isEqualTo("a/x.csv");
        assertThat(Corpus.unlabelled(data).windows()).isZero();
    }

    @Test
    void a_file_of_several_sensors_is_a_series_for_each() throws IOException {
        Files.writeString(folder.resolve("plant.csv"), "timestamp,sensor,value\n0,a,1\n0,b,2\n1000,a,3\n");
        assertThat(Corpus.unlabelled(folder).series())
                .extracting(LabelledSeries::name)
                .containsExactly("plant/a.csv", "plant/b.csv");
    }

    @Test
    void an_empty_folder_is_refused() {
        assertThatThrownBy(() -> Corpus.read(folder, null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("has no .csv file");
    }

    @Test
    void a_folder_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> Corpus.read(folder.resolve("nowhere"), null))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("nowhere");
    }
}
