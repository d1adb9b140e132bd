package io.vigia.models;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import io.vigia.detection.model.Network;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;

/** An LSTM and a dense layer in PyTorch, to be trained. Not thread-safe; holds native memory until closed. */
public final class TorchLstm implements Network, AutoCloseable {
    private static final int ROWS_AT_ONCE = 4096;
    private static final Initializer GLOROT_UNIFORM = new XavierInitializer(RandomType.UNIFORM, FactorType.AVG, 3);

    private final TrainingPlan plan;
    private final int window;
    private final SequentialBlock layers;
    private final Model model;
    private final Trainer trainer;
    private final Random order;

    /** A network with random weights, the same for the same plan. */
    public TorchLstm(TrainingPlan plan, int window) {
        TorchEngine.start(plan.seed());
        this.plan = plan;
        this.window = window;
        this.order = new Random(plan.seed());
        this.layers = layers(plan.units());
        this.model = Model.newInstance("lstm", "PyTorch");
        model.setBlock(layers);
        this.trainer = model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss("mse", 1))
                .optInitializer(GLOROT_UNIFORM, Parameter.Type.WEIGHT)
                .optOptimizer(Adam.builder()
                        .optLearningRateTracker(Tracker.fixed(plan.learningRate()))
                        .build()));
        trainer.initialize(new Shape(1, window, 1));
    }

    private static SequentialBlock layers(int units) {
        return new SequentialBlock()
                .add(LSTM.builder()
                        .setStateSize(units)
                        .setNumLayers(1)
                        .optBatchFirst(true)
                        .optHasBiases(true)
                        .optReturnState(false)
                        .build())
                .addSingleton(outputs -> outputs.get(":, -1"))
                .add(Linear.builder().setUnits(1).build());
    }

    /**
     * Shows the network every window once, in a random order.
     *
     * @return the mean squared error met on the way
     */
    public double trainEpoch(WindowSet data) {
        return trainEpoch(data, rows -> {});
    }

    /**
     * Shows the network every window once, in a random order.
     *
     * @param shown told after each step how many more windows were shown
     * @return the mean squared error met on the way
     */
    public double trainEpoch(WindowSet data, IntConsumer shown) {
        var places = shuffled(data.rows());
        double sum = 0;
        for (int from = 0; from < places.length; from += plan.batch()) {
            int to = Math.min(from + plan.batch(), places.length);
            sum += trainBatch(data.select(Arrays.copyOfRange(places, from, to))) * (to - from);
            shown.accept(to - from);
        }
        return sum / places.length;
    }

    private double trainBatch(WindowSet batch) {
        try (NDManager manager = trainer.getManager().newSubManager();
                GradientCollector gradients = trainer.newGradientCollector()) {
            var inputs = windows(manager, batch.inputs(), 0, batch.rows());
            var targets = manager.create(batch.targets(), new Shape(batch.rows(), 1));
            var predictions = trainer.forward(new NDList(inputs));
            var loss = trainer.getLoss().evaluate(new NDList(targets), predictions);
            gradients.backward(loss);
            trainer.step();
            return loss.getFloat();
        }
    }

    private int[] shuffled(int count) {
        var places = new int[count];
        for (int i = 0; i < count; i++) {
            int swap = order.nextInt(i + 1);
            places[i] = places[swap];
            places[swap] = i;
        }
        return places;
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public void predict(float[] windows, int rows, float[] predictions) {
        for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows - from);
            try (NDManager manager = trainer.getManager().newSubManager()) {
                var outputs = trainer.evaluate(new NDList(windows(manager, windows, from, count)));
                System.arraycopy(outputs.head().toFloatArray(), 0, predictions, from, count);
                outputs.close();
            }
        }
    }

    private NDArray windows(NDManager manager, float[] values, int from, int rows) {
        var chosen = Arrays.copyOfRange(values, from * window, (from + rows) * window);
        return manager.create(chosen, new Shape(rows, window, 1));
    }

    /** A copy of the weights. PyTorch's two biases of the LSTM are one sum. */
    public LstmWeights weights() {
        return new LstmWeights(
                window,
                plan.units(),
                learnt("i2h_WEIGHT"),
                learnt("h2h_WEIGHT"),
                sum(learnt("i2h_BIAS"), learnt("h2h_BIAS")),
                learnt("Linear_weight"),
                learnt("Linear_bias"));
    }

    private float[] learnt(String name) {
        for (var parameter : layers.getParameters()) {
            if (parameter.getKey().endsWith(name)) {
                return parameter.getValue().getArray().toFloatArray();
            }
        }
        throw new IllegalStateException("the network has no parameter %s, but %s"
                .formatted(name, layers.getParameters().keys()));
    }

    private static float[] sum(float[] first, float[] second) {
        var sum = first.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += second[i];
        }
        return sum;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
