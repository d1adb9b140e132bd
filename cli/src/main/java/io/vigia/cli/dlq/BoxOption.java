package io.vigia.cli.dlq;

import io.vigia.cli.dlq.LetterId.Box;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The option that selects one of the topics of dead letters. */
final class BoxOption {
    @Option(
            names = "--topic",
            paramLabel = "readings|scores|notifications",
            converter = Converter.class,
            description = "Only dead letters of this topic (default: all)")
    private @Nullable Box box;

    Set<Box> boxes() {
        return box == null ? EnumSet.allOf(Box.class) : EnumSet.of(box);
    }

    static final class Converter implements ITypeConverter<Box> {
        @Override
        public Box convert(String text) {
            return Box.of(text);
        }
    }
}
