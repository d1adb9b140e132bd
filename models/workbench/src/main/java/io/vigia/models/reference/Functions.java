package io.vigia.models.reference;

import java.util.function.DoubleUnaryOperator;

/** Functions of one number, as ONNX defines them. A NaN stays one. */
final class Functions {
    private static final double SELU_ALPHA = 1.67326319217681884765625;
    private static final double SELU_GAMMA = 1.05070102214813232421875;

    private Functions() {}

    /**
     * The function of an operator.
     *
     * @throws UnknownOperatorException if there is none of this name
     */
    static DoubleUnaryOperator named(String operator, double alpha, double beta) {
        return switch (operator) {
            case "Identity", "Dropout", "Cast" -> x -> x;
            case "Affine" -> x -> alpha * x + beta;
            case "Neg" -> x -> -x;
            case "Abs" -> Math::abs;
            case "Sqrt" -> Math::sqrt;
            case "Exp" -> Math::exp;
            case "Log" -> Math::log;
            case "Reciprocal" -> x -> 1 / x;
            case "Erf" -> Functions::erf;
            case "Sign" -> Math::signum;
            case "Tanh" -> Math::tanh;
            case "Sigmoid" -> x -> 1 / (1 + Math.exp(-x));
            case "Relu" -> x -> Math.max(x, 0);
            case "LeakyRelu" -> x -> x < 0 ? alpha * x : x;
            case "Elu" -> x -> x < 0 ? alpha * Math.expm1(x) : x;
            case "Selu" -> x -> SELU_GAMMA * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x);
            case "Softplus" -> x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
            case "Softsign" -> x -> x / (1 + Math.abs(x));
            case "HardSigmoid" -> x -> Math.max(0, Math.min(1, alpha * x + beta));
            default -> throw new UnknownOperatorException(operator);
        };
    }

    /** The series near 0, the continued fraction of its complement where the series converges slowly. */
    private static double erf(double x) {
        double size = Math.abs(x);
        if (!(size < 3)) {
            return size > 6 ? Math.signum(x) : Double.isNaN(x) ? x : Math.signum(x) * (1 - complement(size));
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double complement(double x) {
        double fraction = 0;
        for (int n = 60; n > 0; n--) {
            fraction = n / 2.0 / (x + fraction);
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
    }
}
