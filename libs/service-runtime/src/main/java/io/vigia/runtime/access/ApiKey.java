package io.vigia.runtime.access;

import io.vigia.contract.SensorPattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * An API key, stored as a digest from which the key cannot be recovered. Keys have 256 random bits, so a plain SHA-256 is
 * sufficient: slow hashes are for passwords that people remember.
 */
public final class ApiKey {
    private final String name;
    private final Set<Role> roles;
    private final List<SensorPattern> sensors;
    private final byte[] sha256;

    ApiKey(String name, Set<Role> roles, List<SensorPattern> sensors, byte[] sha256) {
        this.name = name;
        this.roles = Set.copyOf(roles);
        this.sensors = List.copyOf(sensors);
        this.sha256 = sha256.clone();
    }

    /** The name of the key's holder, which is not secret. */
    public String name() {
        return name;
    }

    /** The roles of its holder. */
    public Set<Role> roles() {
        return roles;
    }

    /** The sensors that it is for; empty: all. */
    public List<SensorPattern> sensors() {
        return sensors;
    }

    /** The digest in hexadecimal digits. */
    String sha256() {
        return HexFormat.of().formatHex(sha256);
    }

    /** Whether a key with this digest is this one; compares in constant time. */
    boolean is(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }

    /** The digest of a key, as it is stored in the key file. */
    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return name + " " + roles;
    }
}
