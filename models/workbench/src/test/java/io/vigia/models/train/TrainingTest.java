package io.vigia.models.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.TrainingPlan;
import io.vigia.models.WorkbenchException;
import io.vigia.models.series.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    private static final TrainingPlan SMALL = new TrainingPlan(8, 6, 64, 1e-2f, 3);
    private static final Told SILENT = new Told();

    @TempDir
    Path folder;

    @Test
    void a_wave_is_learnt_and_the_bundle_is_one_that_the_loader_takes() {
        var bundle = train(order(RuleKind.ADAPTIVE), Histories.wave("pump", 1_500));
        bundle.write(folder.resolve("b"));

        assertThat(bundle.comparison().better()).isTrue();
        assertThat(bundle.comparison().verdict()).startsWith("The LSTM predicts better than");
        assertThat(folder.resolve("b"))
                .isDirectoryContaining("glob:**/plot.png")
                .isDirectoryNotContaining("glob:**.part");
        assertThat(folder.resolve("b").resolve("MODEL_CARD.md"))
                .content()
                .contains(
                        "# pump@",
                        "| this network |",
                        "per 10,000",
                        bundle.comparison().verdict());
        try (var loaded = ModelBundle.load(folder.resolve("b"))) {
            var manifest = loaded.model().manifest();
            assertThat(manifest.rule()).isEqualTo(RuleSpec.Adaptive.defaults());
            assertThat(manifest.input()).isEqualTo(new Scaling.Sensor(6));
            assertThat(manifest.golden()).hasSizeGreaterThan(5);
        }
    }

    @Test
    void the_same_order_and_history_write_the_same_bytes() throws IOException {
        var order = order(RuleKind.ADAPTIVE);
        train(order, Histories.wave("pump", 600)).write(folder.resolve("one"));
        train(order, Histories.wave("pump", 600)).write(folder.resolve("two"));

        for (var file : List.of("model.onnx", "model.json", "MODEL_CARD.md", "plot.png")) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasBinaryContent(Files.readAllBytes(folder.resolve("one").resolve(file)));
        }
    }

    @Test
    void on_a_random_walk_it_says_plainly_that_the_last_value_is_as_good() {
        var bundle = train(order(RuleKind.ADAPTIVE), Histories.randomWalk("walk", 1_000));

        assertThat(bundle.comparison().better()).isFalse();
        assertThat(bundle.comparison().verdict())
                .startsWith("The LSTM is NOT better than «the same as the last value»");
    }

    @Test
    void the_fixed_threshold_is_a_quantile_of_the_validation_errors_in_the_sensors_unit() {
        var bundle = train(order(RuleKind.ABSOLUTE_ERROR), Histories.wave("pump", 1_500));
        var rule = (RuleSpec.AbsoluteError) bundle.manifest().rule();

        assertThat(bundle.manifest().input()).isInstanceOf(Scaling.Standard.class);
        assertThat(rule.threshold()).isBetween(0.05, 2.0);
        assertThat(bundle.judged().anomalies().cardinality())
                .isLessThan(bundle.judged().length() / 10);
        assertThat(RuleCalibration.quantile(new double[] {3, 1, 2, 4}, 0.75)).isEqualTo(3);
        assertThat(RuleCalibration.quantile(new double[] {3, 1, 2, 4}, 1)).isEqualTo(4);
    }

    @Test
    void training_stops_when_validation_no_longer_improves_and_keeps_the_best() {
        var plan = new TrainingPlan(4, 50, 64, 0.05f, 3);
        var told = new Told();
        var order = new TrainingOrder("walk", plan, 2, 10, 1_000, RuleKind.ADAPTIVE, 0.99);
        var bundle = new Training(order, history(order, Histories.randomWalk("walk", 400))).run(told);

        assertThat(told.validation).hasSizeLessThan(50).hasSize(bundle.learnt().epochs());
        assertThat(bundle.learnt().epoch()).isEqualTo(bundle.learnt().epochs() - 2);
        assertThat(bundle.learnt().validationError())
                .isEqualTo(told.validation.get(bundle.learnt().epoch() - 1))
                .isEqualTo(told.validation.stream()
                        .mapToDouble(error -> error)
                        .min()
                        .orElseThrow());
    }

    @Test
    void a_window_as_long_as_the_warm_up_moves_the_calibrations() {
        var order = new TrainingOrder("long", SMALL, 5, 300, 50, RuleKind.ADAPTIVE, 0.99);
        var rule = (RuleSpec.Adaptive)
                train(order, Histories.wave("pump", 2_200)).manifest().rule();

        assertThat(rule.firstCalibration()).isEqualTo(600);
        assertThat(rule.lastCalibration()).isEqualTo(1_200);
    }

    @Test
    void absurd_values_end_in_an_error_and_not_in_a_bundle() {
        var order = order(RuleKind.ABSOLUTE_ERROR);
        var absurd = Histories.of("absurd", 400, row -> row % 2 == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE);
        assertThatThrownBy(() -> train(order, absurd))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining("the value of absurd at 2023-11-14T22:13:20Z is 1.7976931348623157E308");
    }

    private static TrainingOrder order(RuleKind rule) {
        return new TrainingOrder("pump", SMALL, 5, 10, 1_000, rule, 0.99);
    }

    private static TrainedBundle train(TrainingOrder order, Series... series) {
        return new Training(order, history(order, series)).run(SILENT);
    }

    private static TrainingHistory history(TrainingOrder order, Series... series) {
        return TrainingHistory.of("test", List.of(series), order.window());
    }

    private static final class Told implements EpochListener {
        final List<Double> validation = new ArrayList<>();

        @Override
        public void shown(int windows) {
            assertThat(windows).isPositive();
        }

        @Override
        public void ended(int epoch, double trainingError, double validationError) {
            validation.add(validationError);
        }
    }
}
