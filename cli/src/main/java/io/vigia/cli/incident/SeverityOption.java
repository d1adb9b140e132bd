package io.vigia.cli.incident;

import io.vigia.verdict.Severity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a severity from the command line. */
final class SeverityOption implements ITypeConverter<Severity> {
    @Override
    public Severity convert(String text) {
        for (Severity severity : Severity.values()) {
            if (severity.wire().equals(text)) {
                return severity;
            }
        }
        throw new TypeConversionException("'" + text + "' is not a severity; must be low, medium, high or critical");
    }
}
