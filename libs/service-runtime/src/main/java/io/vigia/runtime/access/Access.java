package io.vigia.runtime.access;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may call a route if keys are required. */
public enum Access {
    /** Everyone: the route shows no data. */
    ANYONE(false),
    SEND(false, Role.SEND),
    READ(false, Role.READ),
    /** The verdict of a reading, for its sender and for readers. */
    SEND_OR_READ(false, Role.SEND, Role.READ),
    OPERATE(false, Role.OPERATE),
    ADMINISTER(false, Role.ADMINISTER),
    /** {@link #SEND}, and callers without a key while {@code VIGIA_AUTH_CLASSIC} is open. */
    CLASSIC_SEND(true, Role.SEND),
    /** {@link #READ}, and callers without a key while {@code VIGIA_AUTH_CLASSIC} is open. */
    CLASSIC_READ(true, Role.READ);

    private final boolean classic;
    private final List<Role> roles;

    Access(boolean classic, Role... roles) {
        this.classic = classic;
        this.roles = List.of(roles);
    }

    /** Whether this is a classic call, which clients without a key may use while {@code VIGIA_AUTH_CLASSIC} is open. */
    public boolean classic() {
        return classic;
    }

    /** Whether such a call stores or deletes something, whatever its HTTP method: the classic calls do so by GET. */
    public boolean writes() {
        return !roles.isEmpty() && !roles.contains(Role.READ);
    }

    /** Whether a key with these roles is sufficient. */
    public boolean allows(Set<Role> held) {
        return roles.isEmpty() || held.contains(Role.ADMINISTER) || !Collections.disjoint(held, roles);
    }

    /** The roles that grant access, for messages in English: {@code send or read}. */
    public String words() {
        return words(" or ");
    }

    /** The roles that grant access, for messages in Spanish: {@code send o read}. */
    public String wordsInSpanish() {
        return words(" o ");
    }

    /** The roles as a scope of RFC 6750: {@code send read}. */
    public String scope() {
        return words(" ");
    }

    private String words(String separator) {
        return roles.stream().map(Role::word).collect(Collectors.joining(separator));
    }
}
