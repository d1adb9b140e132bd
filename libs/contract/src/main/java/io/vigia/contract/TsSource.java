package io.vigia.contract;

/** The source of a reading's time: the client that sent it, or the server that received it. */
public enum TsSource {
    CLIENT("client"),
    SERVER("server");

    private final String wire;

    TsSource(String wire) {
        this.wire = wire;
    }

    /** The word used in events. */
    public String wire() {
        return wire;
    }

    static TsSource parse(String wire) {
        for (TsSource source : values()) {
            if (source.wire.equals(wire)) {
                return source;
            }
        }
        throw new InvalidEventException("tsSource is " + Excerpt.quote(wire) + "; must be client or server");
    }
}
