package io.vigia.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TorchLstmTest {
    private static final TrainingPlan PLAN = new TrainingPlan(8, 2, 32, 1e-2f, 5);

    @Test
    void the_same_plan_learns_the_same_weights_to_the_bit() {
        var data = WindowSet.draw(new SyntheticSeries(2, 200), 0, 5, 100, 10);
        var first = trained(data, PLAN);
        var second = trained(data, PLAN);

        assertThat(LstmExport.toOnnx(second)).isEqualTo(LstmExport.toOnnx(first));
    }

    @Test
    void another_seed_learns_other_weights() {
        var data = WindowSet.draw(new SyntheticSeries(2, 200), 0, 5, 100, 10);
        var other = new TrainingPlan(8, 2, 32, 1e-2f, 6);

        assertThat(trained(data, other).dense())
                .isNotEqualTo(trained(data, PLAN).dense());
    }

    @Test
    void a_wave_is_predicted_better_than_by_its_last_value() {
        var wave = wave(1000);
        try (var lstm = new TorchLstm(PLAN, 10)) {
            double first = lstm.trainEpoch(wave);
            for (int epoch = 0; epoch < 20; epoch++) {
                lstm.trainEpoch(wave);
            }
            assertThat(lstm.trainEpoch(wave)).isLessThan(first);
            assertThat(PredictionError.of(lstm, wave).rmse())
                    .isLessThan(PredictionError.ofLastValue(wave).rmse());
        }
    }

    @Test
    void the_shipped_network_has_4385_parameters() {
        try (var lstm = new TorchLstm(TrainingPlan.shipped(1), 10)) {
            assertThat(lstm.weights().parameters()).isEqualTo(4385);
        }
    }

    @Test
    void weights_of_another_shape_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new LstmWeights(10, 2, new float[8], new float[15], new float[8], new float[2], new float[1]))
                .withMessage("recurrent holds 15 weights where the layer has 16");
    }

    private static LstmWeights trained(WindowSet data, TrainingPlan plan) {
        try (var lstm = new TorchLstm(plan, data.window())) {
            for (int epoch = 0; epoch < plan.epochs(); epoch++) {
                lstm.trainEpoch(data);
            }
            return lstm.weights();
        }
    }

    private static WindowSet wave(int rows) {
        var inputs = new float[rows * 10];
        var targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < 10; i++) {
                inputs[row * 10 + i] = (float) Math.sin((row + i) / 3.0);
            }
            targets[row] = (float) Math.sin((row + 10) / 3.0);
        }
        return new WindowSet(10, inputs, targets);
    }
}
