package io.vigia.cli.api;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a Vigía from the command line. */
public final class BaseUrl implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        if (!text.matches("https?://[^/?#]+(/[^?#]*)?")) {
            throw refused(text);
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw refused(text);
        }
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("'" + text + "' is not a valid URL; must be like http://localhost:4000");
    }
}
