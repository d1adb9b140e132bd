package io.vigia.runtime.access;

import io.vigia.contract.SensorPattern;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A new key, which is stored nowhere else.
 *
 * @param key what its holder sends: 256 random bits with a prefix that scanners for leaked secrets recognise
 */
public record NewKey(String key) {
    /** The prefix of every key. */
    public static final String PREFIX = "vigia_";

    /** The valid names of keys, for messages. */
    public static final String NAMES = "1 to 64 characters from a-z A-Z 0-9 . _ -";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 32;

    /** Whether this is a valid name of a key. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Creates a key. */
    public static NewKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new NewKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The line of this key in a key file, if it is for all sensors. */
    public String line(Collection<Role> roles, String name) {
        return line(roles, List.of(), name);
    }

    /**
     * The line of this key in a key file.
     *
     * @param sensors the sensors that it is for; empty: all
     */
    public String line(Collection<Role> roles, Collection<SensorPattern> sensors, String name) {
        String words = roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
        String patterns = sensors.stream().map(SensorPattern::text).collect(Collectors.joining(","));
        return words + (patterns.isEmpty() ? " " : " " + patterns + " ") + name + " "
                + HexFormat.of().formatHex(ApiKey.digest(key));
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "NewKey[" + PREFIX + "…]";
    }
}
