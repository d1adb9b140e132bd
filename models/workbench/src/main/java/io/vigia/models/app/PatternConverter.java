package io.vigia.models.app;

import io.vigia.contract.SensorPattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A pattern of sensors on a command line. */
final class PatternConverter implements ITypeConverter<SensorPattern> {
    @Override
    public SensorPattern convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException(
                    "VIGIA_MODEL sets the default; the pattern must be " + SensorPattern.ALLOWED);
        }
        try {
            return new SensorPattern(text);
        } catch (IllegalArgumentException notAllowed) {
            throw new TypeConversionException(String.valueOf(notAllowed.getMessage()));
        }
    }
}
