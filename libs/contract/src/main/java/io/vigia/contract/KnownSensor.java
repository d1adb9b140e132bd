package io.vigia.contract;

/**
 * A sensor that the detector knows: its only record in the compacted sensors topic.
 *
 * @param sensor its id, also the record's key
 * @param since epoch milliseconds at which its first reading arrived
 */
public record KnownSensor(String sensor, long since) {}
