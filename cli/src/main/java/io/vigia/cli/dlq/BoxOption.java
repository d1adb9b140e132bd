package io.vigia.cli.dlq;

import io.vigia.contract.LetterBox;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that selects one of the topics of dead letters. */
final class BoxOption {
    @Option(
            names = "--topic",
            paramLabel = "readings|scores|notifications",
            converter = Converter.class,
            description = "Only dead letters of this topic (default: all)")
    private @Nullable LetterBox box;

    Set<LetterBox> boxes() {
        return box == null ? EnumSet.allOf(LetterBox.class) : EnumSet.of(box);
    }

    static final class Converter implements ITypeConverter<LetterBox> {
        @Override
        public LetterBox convert(String text) {
            try {
                return LetterBox.of(text);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(String.valueOf(invalid.getMessage()));
            }
        }
    }
}
