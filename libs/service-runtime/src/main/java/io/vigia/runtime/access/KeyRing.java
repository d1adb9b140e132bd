package io.vigia.runtime.access;

import io.vigia.contract.SensorPattern;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one file, one per line: {@code role name sha256}, or {@code role sensors name sha256} for a key that is for some
 * sensors alone. Roles and the patterns of sensors may be comma-separated lists. Empty lines and lines that start with {@code #}
 * are ignored.
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
            ApiKey key = key(SPACE.split(line), i + 1);
            if (!names.add(key.name()) || !digests.add(key.sha256())) {
                throw InvalidKeysException.at(i + 1, "repeats the name or the key of an earlier line");
            }
            keys.add(key);
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

    private static ApiKey key(String[] fields, int number) throws InvalidKeysException {
        String digest = fields[fields.length - 1];
        if (digest.startsWith(NewKey.PREFIX)) {
            throw InvalidKeysException.at(number, "contains the key itself; write its SHA-256 in hex instead");
        }
        if (fields.length != 3 && fields.length != 4) {
            throw InvalidKeysException.at(
                    number,
                    "has " + fields.length + " fields; must be 'role name sha256' or 'role sensors name sha256'");
        }
        Set<Role> roles = roles(fields[0], number);
        List<SensorPattern> sensors = fields.length == 3 ? List.of() : sensors(fields[1], number);
        String name = fields[fields.length - 2];
        if (!NewKey.isName(name)) {
            throw InvalidKeysException.at(number, "has an invalid name; must be " + NewKey.NAMES);
        }
        if (!SHA_256.matcher(digest).matches()) {
            throw InvalidKeysException.at(number, "has an invalid SHA-256 as its last field; must be 64 hex digits");
        }
        return new ApiKey(name, roles, sensors, HexFormat.of().parseHex(digest));
    }

    private static List<SensorPattern> sensors(String texts, int number) throws InvalidKeysException {
        List<SensorPattern> sensors = new ArrayList<>();
        for (String text : texts.split(",", -1)) {
            try {
                sensors.add(new SensorPattern(text));
            } catch (IllegalArgumentException noPattern) {
                throw invalidSensors(number);
            }
        }
        if (sensors.contains(SensorPattern.DEFAULT)) {
            throw invalidSensors(number);
        }
        return sensors;
    }

    private static InvalidKeysException invalidSensors(int number) {
        return InvalidKeysException.at(
                number,
                "has invalid sensors in its second field; must be " + SensorPattern.ALLOWED + ", comma-separated");
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
