package io.vigia.models.reference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The operators LSTM, GRU and RNN of ONNX, in one direction, for one row of a batch. */
final class Recurrence {
    private final String operator;
    private final DoubleTensor steps;
    private final DoubleTensor kernel;
    private final DoubleTensor recurrent;
    private final @Nullable DoubleTensor bias;
    private final List<DoubleUnaryOperator> functions;
    private final boolean resetAfter;
    private final boolean backwards;
    private final int units;
    private double[] state;
    private double[] cell;

    Recurrence(NodeProto node, List<@Nullable DoubleTensor> inputs) {
        operator = node.getOpType();
        steps = DoubleGraph.present(inputs, 0);
        kernel = DoubleGraph.present(inputs, 1);
        recurrent = DoubleGraph.present(inputs, 2);
        bias = inputs.size() > 3 ? inputs.get(3) : null;
        for (int i = 4; i < inputs.size(); i++) {
            var more = inputs.get(i);
            if (more != null && (i != 5 && i != 6 || hasOther(more))) {
                throw new UnknownOperatorException(operator + " with lengths, states or peepholes");
            }
        }
        var attributes = new Attributes(node);
        String direction = attributes.text("direction", "forward");
        if (direction.equals("bidirectional") || steps.shape()[1] != 1 || attributes.has("clip")) {
            throw new UnknownOperatorException(operator + " " + direction);
        }
        backwards = direction.equals("reverse");
        functions = functions(attributes);
        resetAfter = attributes.integer("linear_before_reset", 0) == 1;
        units = recurrent.shape()[2];
        state = new double[units];
        cell = new double[units];
    }

    private static boolean hasOther(DoubleTensor initial) {
        for (double value : initial.values()) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    private List<DoubleUnaryOperator> functions(Attributes attributes) {
        var names = attributes.texts("activations");
        if (names.isEmpty()) {
            names = operator.equals("LSTM")
                    ? List.of("Sigmoid", "Tanh", "Tanh")
                    : operator.equals("GRU") ? List.of("Sigmoid", "Tanh") : List.of("Tanh");
        }
        var alphas = new ArrayList<>(attributes.floats("activation_alpha"));
        var betas = new ArrayList<>(attributes.floats("activation_beta"));
        var all = new ArrayList<DoubleUnaryOperator>();
        for (String name : names) {
            double alpha = takes(name, true) ? next(alphas, standardAlpha(name)) : Double.NaN;
            double beta = takes(name, false) ? next(betas, 0.5) : Double.NaN;
            all.add(Functions.named(name, alpha, beta));
        }
        return all;
    }

    private static boolean takes(String name, boolean alpha) {
        return name.equals("Affine")
                || name.equals("HardSigmoid")
                || alpha && (name.equals("Elu") || name.equals("LeakyRelu"));
    }

    private static double standardAlpha(String name) {
        return switch (name) {
            case "Elu" -> 1;
            case "LeakyRelu" -> 0.01;
            default -> 0.2;
        };
    }

    private static double next(List<Float> values, double absent) {
        return values.isEmpty() ? absent : values.remove(0);
    }

    /** All states [steps, 1, 1, units], the last [1, 1, units], and of an LSTM the last cell. */
    List<DoubleTensor> run() {
        int count = steps.shape()[0];
        int features = steps.shape()[2];
        double[] all = new double[count * units];
        for (int i = 0; i < count; i++) {
            int step = backwards ? count - 1 - i : i;
            step(step * features, features);
            System.arraycopy(state, 0, all, step * units, units);
        }
        return List.of(
                DoubleTensor.of(all, count, 1, 1, units),
                DoubleTensor.of(state, 1, 1, units),
                DoubleTensor.of(cell, 1, 1, units));
    }

    private void step(int from, int features) {
        switch (operator) {
            case "LSTM" -> lstm(from, features);
            case "GRU" -> gru(from, features);
            default -> {
                double[] next = new double[units];
                for (int unit = 0; unit < units; unit++) {
                    next[unit] = functions.get(0).applyAsDouble(input(unit, from, features) + back(unit, state));
                }
                state = next;
            }
        }
    }

    private void lstm(int from, int features) {
        double[] next = new double[units];
        double[] nextCell = new double[units];
        for (int unit = 0; unit < units; unit++) {
            double in = gate(0, unit, from, features);
            double out = gate(1, unit, from, features);
            double forget = gate(2, unit, from, features);
            double candidate = functions.get(1).applyAsDouble(sum(3 * units + unit, from, features));
            nextCell[unit] = forget * cell[unit] + in * candidate;
            next[unit] = out * functions.get(2).applyAsDouble(nextCell[unit]);
        }
        state = next;
        cell = nextCell;
    }

    private void gru(int from, int features) {
        double[] update = new double[units];
        double[] reset = new double[units];
        double[] kept = new double[units];
        for (int unit = 0; unit < units; unit++) {
            update[unit] = gate(0, unit, from, features);
            reset[unit] = gate(1, unit, from, features);
            kept[unit] = reset[unit] * state[unit];
        }
        double[] next = new double[units];
        for (int unit = 0; unit < units; unit++) {
            int row = 2 * units + unit;
            double before = resetAfter ? reset[unit] * back(row, state) : back(row, kept);
            double candidate = functions.get(1).applyAsDouble(input(row, from, features) + before);
            next[unit] = (1 - update[unit]) * candidate + update[unit] * state[unit];
        }
        state = next;
    }

    private double gate(int gate, int unit, int from, int features) {
        return functions.get(0).applyAsDouble(sum(gate * units + unit, from, features));
    }

    private double sum(int row, int from, int features) {
        return input(row, from, features) + back(row, state);
    }

    private double input(int row, int from, int features) {
        double sum = bias == null ? 0 : bias.values()[row];
        for (int i = 0; i < features; i++) {
            sum += kernel.values()[row * features + i] * steps.values()[from + i];
        }
        return sum;
    }

    private double back(int row, double[] from) {
        double sum = bias == null ? 0 : bias.values()[bias.values().length / 2 + row];
        for (int i = 0; i < units; i++) {
            sum += recurrent.values()[row * units + i] * from[i];
        }
        return sum;
    }

    /** The attributes of a node, by name. */
    record Attributes(NodeProto node) {
        private @Nullable AttributeProto find(String name) {
            return node.getAttributeList().stream()
                    .filter(attribute -> attribute.getName().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        boolean has(String name) {
            return find(name) != null;
        }

        long integer(String name, long absent) {
            var found = find(name);
            return found == null ? absent : found.getI();
        }

        double number(String name, double absent) {
            var found = find(name);
            return found == null ? absent : found.getF();
        }

        String text(String name, String absent) {
            var found = find(name);
            return found == null ? absent : found.getS().toStringUtf8();
        }

        List<Long> integers(String name) {
            var found = find(name);
            return found == null ? List.of() : found.getIntsList();
        }

        List<Float> floats(String name) {
            var found = find(name);
            return found == null ? List.of() : found.getFloatsList();
        }

        List<String> texts(String name) {
            var found = find(name);
            return found == null
                    ? List.of()
                    : found.getStringsList().stream()
                            .map(text -> text.toStringUtf8())
                            .toList();
        }
    }
}
