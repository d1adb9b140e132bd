package io.vigia.runtime.access;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may call a route when keys are asked for. */
public enum Access {
    /** Everybody: it shows nothing of anybody's. */
    ANYONE(false),
    SEND(false, Role.SEND),
    READ(false, Role.READ),
    /** The verdict of a reading, for who sent it and for who reads. */
    SEND_OR_READ(false, Role.SEND, Role.READ),
    ADMINISTER(false, Role.ADMINISTER),
    /** {@link #SEND}, and whoever sends no key while {@code VIGIA_AUTH_CLASSIC} is open. */
    CLASSIC_SEND(true, Role.SEND),
    /** {@link #READ}, and whoever sends no key while {@code VIGIA_AUTH_CLASSIC} is open. */
    CLASSIC_READ(true, Role.READ);

    private final boolean classic;
    private final List<Role> roles;

    Access(boolean classic, Role... roles) {
        this.classic = classic;
        this.roles = List.of(roles);
    }

    /** Whether this is one of the calls that clients without a key have had all along. */
    public boolean classic() {
        return classic;
    }

    /** Whether such a call stores or deletes something, whatever its method: the classic calls do so by GET. */
    public boolean writes() {
        return !roles.isEmpty() && !roles.contains(Role.READ);
    }

    /** Whether a key with these roles will do. */
    public boolean allows(Set<Role> held) {
        return roles.isEmpty() || held.contains(Role.ADMINISTER) || !Collections.disjoint(held, roles);
    }

    /** The roles of which one is needed, for messages: {@code send or read}. */
    public String words() {
        return roles.stream().map(Role::word).collect(Collectors.joining(" or "));
    }

    /** The same as RFC 6750 has it: {@code send read}. */
    public String scope() {
        return roles.stream().map(Role::word).collect(Collectors.joining(" "));
    }
}
