package io.vigia.models.reference;

import ai.onnx.proto.OnnxMl.NodeProto;
import io.vigia.models.reference.Recurrence.Attributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One operator of ONNX with one output. */
final class Operators {
    private final NodeProto node;
    private final Attributes attributes;
    private final List<@Nullable DoubleTensor> inputs;

    Operators(NodeProto node, List<@Nullable DoubleTensor> inputs) {
        this.node = node;
        this.inputs = inputs;
        attributes = new Attributes(node);
    }

    DoubleTensor run() {
        return switch (node.getOpType()) {
            case "Constant" -> DoubleGraph.tensor(node.getAttribute(0).getT());
            case "Add" -> in(0).with(in(1), (a, b) -> a + b);
            case "Sub" -> in(0).with(in(1), (a, b) -> a - b);
            case "Mul" -> in(0).with(in(1), (a, b) -> a * b);
            case "Div" -> in(0).with(in(1), (a, b) -> a / b);
            case "Min" -> in(0).with(in(1), Math::min);
            case "Max" -> in(0).with(in(1), Math::max);
            case "PRelu" -> in(0).with(in(1), (x, slope) -> x < 0 ? slope * x : x);
            case "MatMul" -> product(in(0), in(1));
            case "Gemm" -> gemm();
            case "Softmax" -> softmax(false);
            case "LogSoftmax" -> softmax(true);
            case "Reshape" -> reshape();
            case "Flatten" -> in(0).reshape(1, in(0).values().length);
            case "Squeeze" -> squeeze();
            case "Unsqueeze" -> unsqueeze();
            case "Transpose" -> transpose();
            case "Expand" -> in(0).with(ones(in(1)), (a, b) -> a);
            case "Concat" -> concat();
            case "Slice" -> slice();
            case "Gather" -> gather();
            case "ReduceMean" -> reduceMean();
            case "Conv" -> Convolution.of(attributes, in(0), in(1), inputs.size() > 2 ? in(2) : null);
            case "MaxPool" -> Convolution.pool(attributes, in(0), true);
            case "ConvTranspose" -> Convolution.transposed(attributes, in(0), in(1), inputs.size() > 2 ? in(2) : null);
            case "Shape" -> shape();
            case "ConstantOfShape" -> constantOfShape();
            case "Tile" -> tile();
            case "Clip" -> clip();
            case "AveragePool" -> Convolution.pool(attributes, in(0), false);
            default ->
                in(0).map(Functions.named(
                        node.getOpType(), attributes.number("alpha", alpha()), attributes.number("beta", 0.5)));
        };
    }

    private double alpha() {
        return switch (node.getOpType()) {
            case "LeakyRelu" -> 0.01;
            case "HardSigmoid" -> 0.2;
            default -> 1;
        };
    }

    private DoubleTensor in(int place) {
        return DoubleGraph.present(inputs, place);
    }

    private static DoubleTensor product(DoubleTensor one, DoubleTensor other) {
        if (other.rank() != 2) {
            throw new UnknownOperatorException("MatMul with " + other.rank() + " dimensions");
        }
        return one.times(other);
    }

    private DoubleTensor gemm() {
        if (attributes.integer("transA", 0) != 0
                || attributes.number("alpha", 1) != 1
                || attributes.number("beta", 1) != 1) {
            throw new UnknownOperatorException("Gemm with options");
        }
        var matrix = attributes.integer("transB", 0) == 0 ? in(1) : in(1).transpose(1, 0);
        var product = in(0).times(matrix);
        return inputs.size() > 2 ? product.with(in(2), (a, b) -> a + b) : product;
    }

    private DoubleTensor softmax(boolean log) {
        var from = in(0);
        int last = from.shape()[from.rank() - 1];
        if (from.axis(attributes.integer("axis", -1)) != from.rank() - 1) {
            throw new UnknownOperatorException("Softmax over another axis than the last");
        }
        double[] values = from.values().clone();
        for (int row = 0; row < values.length; row += last) {
            double most = Arrays.stream(values, row, row + last).max().orElse(0);
            double sum = Arrays.stream(values, row, row + last)
                    .map(x -> Math.exp(x - most))
                    .sum();
            for (int i = row; i < row + last; i++) {
                values[i] = log ? values[i] - most - Math.log(sum) : Math.exp(values[i] - most) / sum;
            }
        }
        return DoubleTensor.of(values, from.shape());
    }

    private int[] integers(int place) {
        return Arrays.stream(in(place).values()).mapToInt(x -> (int) x).toArray();
    }

    /** −1 is what is left; 0 keeps the size. */
    private DoubleTensor reshape() {
        int[] shape = integers(1);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == 0 ? in(0).shape()[i] : shape[i];
        }
        int known = Arrays.stream(shape).filter(size -> size != -1).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == -1 ? in(0).values().length / Math.max(1, known) : shape[i];
        }
        return in(0).reshape(shape);
    }

    /** Given as an input from opset 13 on, before as an attribute. */
    private int[] axes(int rank) {
        int[] axes = inputs.size() > 1
                ? integers(1)
                : attributes.integers("axes").stream().mapToInt(Long::intValue).toArray();
        return Arrays.stream(axes)
                .map(axis -> axis < 0 ? axis + rank : axis)
                .sorted()
                .toArray();
    }

    private DoubleTensor shape() {
        return DoubleTensor.of(Arrays.stream(in(0).shape()).asDoubleStream().toArray(), in(0).rank());
    }

    private DoubleTensor constantOfShape() {
        int[] shape = integers(0);
        double[] values = new double[DoubleTensor.size(shape)];
        if (node.getAttributeCount() > 0) {
            Arrays.fill(values, DoubleGraph.tensor(node.getAttribute(0).getT()).values()[0]);
        }
        return DoubleTensor.of(values, shape);
    }

    private DoubleTensor tile() {
        int[] times = integers(1);
        var tiled = in(0);
        for (int axis = 0; axis < times.length; axis++) {
            int[] shape = tiled.shape().clone();
            shape[axis] = Math.multiplyExact(shape[axis], times[axis]);
            int block = tiled.size(axis, tiled.rank());
            double[] values = new double[DoubleTensor.size(shape)];
            for (int at = 0; at < values.length; at++) {
                values[at] = tiled.values()[at / (block * times[axis]) * block + at % block];
            }
            tiled = DoubleTensor.of(values, shape);
        }
        return tiled;
    }

    /** Bounds are inputs from opset 11 on, before attributes. */
    private DoubleTensor clip() {
        double low = bound(1, attributes.number("min", Double.NEGATIVE_INFINITY));
        double high = bound(2, attributes.number("max", Double.POSITIVE_INFINITY));
        return in(0).map(x -> Math.min(high, Math.max(low, x)));
    }

    private double bound(int place, double absent) {
        return inputs.size() > place && inputs.get(place) != null ? in(place).values()[0] : absent;
    }

    private DoubleTensor squeeze() {
        int[] axes = axes(in(0).rank());
        return in(0).reshape(IntStream.range(0, in(0).rank())
                .filter(axis -> Arrays.binarySearch(axes, axis) < 0)
                .map(axis -> in(0).shape()[axis])
                .toArray());
    }

    private DoubleTensor unsqueeze() {
        int added = inputs.size() > 1
                ? in(1).values().length
                : attributes.integers("axes").size();
        int[] axes = axes(in(0).rank() + added);
        int[] shape = new int[in(0).rank() + added];
        int next = 0;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Arrays.binarySearch(axes, i) >= 0 ? 1 : in(0).shape()[next++];
        }
        return in(0).reshape(shape);
    }

    private DoubleTensor transpose() {
        var order = attributes.integers("perm");
        return order.isEmpty()
                ? in(0).transpose(IntStream.iterate(in(0).rank() - 1, i -> i - 1)
                        .limit(in(0).rank())
                        .toArray())
                : in(0).transpose(order.stream().mapToInt(Long::intValue).toArray());
    }

    private static DoubleTensor ones(DoubleTensor shape) {
        int[] sizes = Arrays.stream(shape.values()).mapToInt(x -> (int) x).toArray();
        return DoubleTensor.of(new double[DoubleTensor.size(sizes)], sizes);
    }

    private DoubleTensor concat() {
        int axis = in(0).axis(attributes.integer("axis", 0));
        int[] shape = in(0).shape().clone();
        shape[axis] =
                IntStream.range(0, inputs.size()).map(i -> in(i).shape()[axis]).sum();
        double[] values = new double[DoubleTensor.size(shape)];
        int outer = in(0).size(0, axis);
        int at = 0;
        for (int block = 0; block < outer; block++) {
            for (int i = 0; i < inputs.size(); i++) {
                int length = in(i).size(axis, in(i).rank());
                System.arraycopy(in(i).values(), block * length, values, at, length);
                at += length;
            }
        }
        return DoubleTensor.of(values, shape);
    }

    private DoubleTensor slice() {
        if (inputs.size() < 4) {
            throw new UnknownOperatorException("Slice without axes");
        }
        var from = in(0);
        double[] starts = in(1).values();
        double[] ends = in(2).values();
        for (int i = 0; i < starts.length; i++) {
            int axis = from.axis((long) in(3).values()[i]);
            int step = inputs.size() > 4 ? (int) in(4).values()[i] : 1;
            int size = from.shape()[axis];
            int start = bound(starts[i], size, 0, step > 0 ? size : size - 1);
            int end = bound(ends[i], size, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
            int count = Math.max(0, (end - start + step - Integer.signum(step)) / step);
            from = from.slice(axis, start, step, count);
        }
        return from;
    }

    private static int bound(double place, int size, int least, int most) {
        double counted = place < 0 ? place + size : place;
        return (int) Math.max(least, Math.min(most, counted));
    }

    private DoubleTensor gather() {
        if (in(1).values().length != 1) {
            throw new UnknownOperatorException("Gather of several");
        }
        int axis = in(0).axis(attributes.integer("axis", 0));
        int place = Math.floorMod((int) in(1).values()[0], in(0).shape()[axis]);
        var one = in(0).slice(axis, place, 1, 1);
        if (in(1).rank() > 0) {
            return one;
        }
        return one.reshape(IntStream.range(0, one.rank())
                .filter(i -> i != axis)
                .map(i -> one.shape()[i])
                .toArray());
    }

    private DoubleTensor reduceMean() {
        var from = in(0);
        int[] axes = axes(from.rank());
        if (axes.length != 1 || axes[0] == 0) {
            throw new UnknownOperatorException("ReduceMean over several axes");
        }
        int axis = axes[0];
        int inner = from.size(axis + 1, from.rank());
        int count = from.shape()[axis];
        int[] shape = from.shape().clone();
        shape[axis] = 1;
        double[] means = new double[DoubleTensor.size(shape)];
        for (int at = 0; at < from.values().length; at++) {
            means[at / (inner * count) * inner + at % inner] += from.values()[at] / count;
        }
        var mean = DoubleTensor.of(means, shape);
        return attributes.integer("keepdims", 1) == 1
                ? mean
                : mean.reshape(IntStream.range(0, shape.length)
                        .filter(i -> i != axis)
                        .map(i -> shape[i])
                        .toArray());
    }
}
