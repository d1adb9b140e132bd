package io.vigia.contract;

import io.vigia.verdict.WireName;

/** The source of a reading's time: the client that sent it, or the server that received it. */
public enum TsSource implements WireName {
    CLIENT("client"),
    SERVER("server");

    private final String wire;

    TsSource(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
