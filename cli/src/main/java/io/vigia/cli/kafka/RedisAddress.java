package io.vigia.cli.kafka;

import io.vigia.settings.Variables;
import io.vigia.store.redis.RedisSettings;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A Redis as the command line names it.
 *
 * @param host a name or an address
 * @param port as text; the settings check it
 */
public record RedisAddress(String host, String port) {
    /** The variables with this Redis in place of the one that they name; how to log in to it is theirs. */
    public Variables in(Variables variables) {
        return variables.with(Map.of(RedisSettings.HOST.variable(), host, RedisSettings.PORT.variable(), port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** Reads {@code HOST:PORT}. */
    public static final class Converter implements ITypeConverter<RedisAddress> {
        @Override
        public RedisAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            if (colon < 1) {
                throw new TypeConversionException("'" + text + "' is not a valid address; must be HOST:PORT");
            }
            return new RedisAddress(text.substring(0, colon), text.substring(colon + 1));
        }
    }
}
