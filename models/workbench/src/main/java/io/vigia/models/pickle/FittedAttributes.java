package io.vigia.models.pickle;

import io.vigia.detection.model.Scaling;
import io.vigia.models.WorkbenchException;
import java.util.List;

/** The attributes of a fitted scaler, and the scaling that they stand for: z = (x − center) / scale. */
final class FittedAttributes {
    /** scikit-learn's classes that are known here. */
    static final List<String> SCALERS = List.of("MinMaxScaler", "StandardScaler", "RobustScaler", "MaxAbsScaler");

    private static final String MIN_MAX = "MinMaxScaler";

    private final PickledObject object;
    private final String file;

    FittedAttributes(PickledObject object, String file) {
        this.object = object;
        this.file = file;
    }

    ImportedScaler scaler() {
        return switch (object.type()) {
            case MIN_MAX -> minMax();
            case "StandardScaler" -> {
                double scale = flag("with_std") ? number("scale_") : 1;
                yield plain(new Scaling.Standard(flag("with_mean") ? number("mean_") : 0, scale));
            }
            case "RobustScaler" -> {
                double scale = flag("with_scaling") ? number("scale_") : 1;
                yield plain(new Scaling.Robust(flag("with_centering") ? number("center_") : 0, scale));
            }
            case "MaxAbsScaler" -> plain(new Scaling.Standard(0, number("scale_")));
            default -> throw refused("has a " + object.type() + ", which is not a supported scaler");
        };
    }

    private ImportedScaler plain(Scaling.Fixed scaling) {
        requireOneColumn();
        return new ImportedScaler(object.type(), scaling, -1, 1, false);
    }

    /** scikit-learn computes z = x · scale_ + min_, whatever the range. */
    private ImportedScaler minMax() {
        requireOneColumn();
        double scale = number("scale_");
        double shift = number("min_");
        if (!(object.attributes().get("feature_range") instanceof List<?> range) || range.size() != 2) {
            throw refused("is a MinMaxScaler without feature_range");
        }
        boolean clip = object.attributes().get("clip") instanceof Boolean cut && cut;
        double zero = -shift / scale;
        return new ImportedScaler(
                MIN_MAX,
                new Scaling.MinMax(zero, zero + 1 / scale),
                number("feature_range", range.get(0)),
                number("feature_range", range.get(1)),
                clip);
    }

    private void requireOneColumn() {
        Object columns = object.attributes().get("n_features_in_");
        if (columns instanceof Long count && count != 1) {
            throw severalColumns(count);
        }
    }

    private WorkbenchException severalColumns(long count) {
        return new WorkbenchException(
                file,
                "is a " + object.type() + " fitted to " + count + " columns; a sensor has one",
                "Fit a scaler to the single column that the model predicts, and train the model with it.");
    }

    private boolean flag(String name) {
        if (object.attributes().get(name) instanceof Boolean flag) {
            return flag;
        }
        throw refused("is a " + object.type() + " without " + name);
    }

    private double number(String name) {
        var value = object.attributes().get(name);
        if (value == null) {
            throw refused("is a " + object.type() + " without " + name + ": it was never fitted");
        }
        return number(name, value);
    }

    private double number(String name, Object value) {
        if (value instanceof NumpyArray array) {
            if (array.numbers().length != 1) {
                throw severalColumns(array.numbers().length);
            }
            return array.numbers()[0];
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw refused("is a " + object.type() + " whose " + name + " is not a number");
    }

    private WorkbenchException refused(String problem) {
        return new WorkbenchException(file, problem, PickleBytes.REMEDY);
    }
}
