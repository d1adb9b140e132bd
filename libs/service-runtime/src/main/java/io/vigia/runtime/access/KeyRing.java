package io.vigia.runtime.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one file, one per line: {@code role name sha256}, where role may be a comma-separated list. Empty lines
 * and lines that start with {@code #} are ignored.
 */
final class KeyRing {
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final List<ApiKey> keys;

    private KeyRing(List<ApiKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a file's text.
     *
     * @throws InvalidKeysException if a line is invalid, two lines have the same name or key, or there is no key
     */
    static KeyRing parse(String text) throws InvalidKeysException {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> digests = new HashSet<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] fields = fields(line, i + 1);
            if (!names.add(fields[1]) || !digests.add(fields[2])) {
                throw InvalidKeysException.at(i + 1, "repeats the name or the key of an earlier line");
            }
            keys.add(new ApiKey(
                    fields[1], roles(fields[0], i + 1), HexFormat.of().parseHex(fields[2])));
        }
        if (keys.isEmpty()) {
            throw new InvalidKeysException("the file has no key; create one with './vigia key new'");
        }
        return new KeyRing(keys);
    }

    /**
     * The key that matches; null if there is none. It always compares all keys, so that the time reveals nothing.
     */
    @Nullable
    ApiKey find(String presented) {
        byte[] digest = ApiKey.digest(presented);
        ApiKey found = null;
        for (ApiKey key : keys) {
            if (key.is(digest)) {
                found = key;
            }
        }
        return found;
    }

    int size() {
        return keys.size();
    }

    private static String[] fields(String line, int number) throws InvalidKeysException {
        String[] fields = SPACE.split(line);
        if (fields.length > 2 && fields[2].startsWith(NewKey.PREFIX)) {
            throw InvalidKeysException.at(number, "contains the key itself; write its SHA-256 in hex instead");
        }
        if (fields.length != 3) {
            throw InvalidKeysException.at(number, "has " + fields.length + " fields; must be 'role name sha256'");
        }
        if (!NewKey.isName(fields[1])) {
            throw InvalidKeysException.at(number, "has an invalid name in its second field; must be " + NewKey.NAMES);
        }
        if (!SHA_256.matcher(fields[2]).matches()) {
            throw InvalidKeysException.at(number, "has an invalid SHA-256 in its third field; must be 64 hex digits");
        }
        fields[2] = fields[2].toLowerCase(Locale.ROOT);
        return fields;
    }

    private static Set<Role> roles(String words, int number) throws InvalidKeysException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words.split(",", -1)) {
            roles.add(Role.of(word)
                    .orElseThrow(() -> InvalidKeysException.at(
                            number, "starts with an invalid role; must be " + Role.words() + ", comma-separated")));
        }
        return roles;
    }
}
