package io.vigia.models.reference;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Numbers in double precision, row by row. */
record DoubleTensor(double[] values, int... shape) {
    /** Numbers in one tensor: 128 MiB. */
    private static final int MOST = 1 << 24;

    static DoubleTensor of(double[] values, int... shape) {
        if (size(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " numbers have not the shape " + Arrays.toString(shape));
        }
        return new DoubleTensor(values, shape);
    }

    /** The product of sizes. */
    static int size(int... shape) {
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (size < 0 || size > MOST) {
            throw new ArithmeticException("a tensor of " + size + " numbers; expected at most " + MOST);
        }
        return size;
    }

    int rank() {
        return shape.length;
    }

    /** A place counted from the end where it is negative. */
    int axis(long axis) {
        return (int) (axis < 0 ? axis + shape.length : axis);
    }

    /** The product of the sizes from {@code from} up to {@code to}. */
    int size(int from, int to) {
        return size(Arrays.copyOfRange(shape, from, to));
    }

    DoubleTensor map(DoubleUnaryOperator function) {
        return of(Arrays.stream(values).map(function).toArray(), shape);
    }

    DoubleTensor reshape(int... to) {
        return of(values, to);
    }

    /** Joins each number with its partner; a size of 1 stands for any. */
    DoubleTensor with(DoubleTensor other, DoubleBinaryOperator function) {
        int rank = Math.max(rank(), other.rank());
        int[] joined = new int[rank];
        for (int i = 0; i < rank; i++) {
            joined[i] = Math.max(sizeFrom(rank - i), other.sizeFrom(rank - i));
        }
        double[] result = new double[size(joined)];
        for (int at = 0; at < result.length; at++) {
            result[at] = function.applyAsDouble(values[place(at, joined)], other.values[other.place(at, joined)]);
        }
        return of(result, joined);
    }

    private int sizeFrom(int end) {
        return end > rank() ? 1 : shape[rank() - end];
    }

    /** Where the number lies that stands for place {@code at} of a larger shape. */
    private int place(int at, int[] larger) {
        int place = 0;
        int step = 1;
        int rest = at;
        for (int end = 1; end <= larger.length; end++) {
            int size = larger[larger.length - end];
            int own = sizeFrom(end);
            place += own == 1 ? 0 : rest % size * step;
            step *= own;
            rest /= size;
        }
        return place;
    }

    DoubleTensor transpose(int... order) {
        int[] turned = Arrays.stream(order).map(axis -> shape[axis]).toArray();
        double[] result = new double[values.length];
        int[] index = new int[rank()];
        for (int at = 0; at < result.length; at++) {
            int rest = at;
            for (int i = rank() - 1; i >= 0; i--) {
                index[order[i]] = rest % turned[i];
                rest /= turned[i];
            }
            int from = 0;
            for (int i = 0; i < rank(); i++) {
                from = from * shape[i] + index[i];
            }
            result[at] = values[from];
        }
        return of(result, turned);
    }

    /** Every {@code step}-th slice along an axis, {@code count} of them. */
    DoubleTensor slice(int axis, int start, int step, int count) {
        int inner = size(axis + 1, rank());
        int outer = size(0, axis);
        int[] cut = shape.clone();
        cut[axis] = count;
        double[] result = new double[size(cut)];
        for (int block = 0; block < outer; block++) {
            for (int i = 0; i < count; i++) {
                int from = (block * shape[axis] + start + i * step) * inner;
                System.arraycopy(values, from, result, (block * count + i) * inner, inner);
            }
        }
        return of(result, cut);
    }

    /** The product with a matrix, over the last axis. */
    DoubleTensor times(DoubleTensor matrix) {
        int features = shape[rank() - 1];
        int columns = matrix.shape[1];
        int rows = size(0, rank() - 1);
        double[] result = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < features; k++) {
                double factor = values[row * features + k];
                for (int column = 0; column < columns; column++) {
                    result[row * columns + column] += factor * matrix.values[k * columns + column];
                }
            }
        }
        int[] to = shape.clone();
        to[rank() - 1] = columns;
        return of(result, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleTensor that
                && Arrays.equals(values, that.values)
                && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return "DoubleTensor" + Arrays.toString(shape);
    }
}
