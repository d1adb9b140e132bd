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
 * The keys of one file: a line each, {@code role name sha256}, where role may be several with commas between; empty lines
 * and those that begin with {@code #} say nothing.
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
     * @throws InvalidKeysException if a line can't be read, two lines have a name or a key in common, or there is no key
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
                throw InvalidKeysException.at(i + 1, "has the name or the key of a line before it");
            }
            keys.add(new ApiKey(
                    fields[1], roles(fields[0], i + 1), HexFormat.of().parseHex(fields[2])));
        }
        if (keys.isEmpty()) {
            throw new InvalidKeysException("it holds no key; './vigia key new' makes one");
        }
        return new KeyRing(keys);
    }

    /**
     * Whose key this is; null for nobody's. All keys are looked at, whichever it is, so that the time tells nothing.
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
            throw InvalidKeysException.at(number, "holds a key itself; write its SHA-256 there, in hex");
        }
        if (fields.length != 3) {
            throw InvalidKeysException.at(number, "has " + fields.length + " fields; allowed is 'role name sha256'");
        }
        if (!NewKey.isName(fields[1])) {
            throw InvalidKeysException.at(number, "has a second field that is no name; allowed is " + NewKey.NAMES);
        }
        if (!SHA_256.matcher(fields[2]).matches()) {
            throw InvalidKeysException.at(number, "has a third field that is no SHA-256; allowed are 64 hex digits");
        }
        fields[2] = fields[2].toLowerCase(Locale.ROOT);
        return fields;
    }

    private static Set<Role> roles(String words, int number) throws InvalidKeysException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words.split(",", -1)) {
            roles.add(
                    Role.of(word)
                            .orElseThrow(
                                    () -> InvalidKeysException.at(
                                            number,
                                            "begins with what is no role; allowed are send, read and administer, with commas between")));
        }
        return roles;
    }
}
