package io.vigia.runtime.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A key that was just made, and is nowhere else yet.
 *
 * @param key what its holder sends: 256 random bits behind a prefix by which scanners for leaked secrets can know it
 */
public record NewKey(String key) {
    /** What every key begins with. */
    public static final String PREFIX = "vigia_";

    /** What a key's name may be, for messages. */
    public static final String NAMES = "1 to 64 characters out of a-z A-Z 0-9 . _ -";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BYTES = 32;

    /** Whether a key may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Makes one. */
    public static NewKey random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new NewKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The line of a file of keys that lets it in. */
    public String line(Collection<Role> roles, String name) {
        String words = roles.stream().sorted().map(Role::word).collect(Collectors.joining(","));
        return words + " " + name + " " + HexFormat.of().formatHex(ApiKey.digest(key));
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "NewKey[" + PREFIX + "…]";
    }
}
