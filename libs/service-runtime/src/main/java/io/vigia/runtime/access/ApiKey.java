package io.vigia.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * A key as it is known here: by its digest, from which nobody gets the key back. Keys are 256 random bits, so that a plain
 * SHA-256 is enough: slow hashes are for what people can remember.
 */
public final class ApiKey {
    private final String name;
    private final Set<Role> roles;
    private final byte[] sha256;

    ApiKey(String name, Set<Role> roles, byte[] sha256) {
        this.name = name;
        this.roles = Set.copyOf(roles);
        this.sha256 = sha256.clone();
    }

    /** Whose key it is; no secret. */
    public String name() {
        return name;
    }

    /** What its holder may do. */
    public Set<Role> roles() {
        return roles;
    }

    /** Whether a key with this digest is this one, in a time that does not depend on how much of it is right. */
    boolean is(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }

    /** What a file of keys holds in a key's place. */
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
