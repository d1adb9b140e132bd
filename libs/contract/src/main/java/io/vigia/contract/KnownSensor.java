package io.vigia.contract;

/**
 * A sensor that the detector has met: the one record that the compacted sensors topic keeps of it.
 *
 * @param sensor its id, also the record's key
 * @param since epoch milliseconds at which its first reading arrived
 */
public record KnownSensor(String sensor, long since) {}
