package io.vigia.query.http;

/**
 * A known sensor in a list.
 *
 * @param sensor its id
 */
record SensorItem(String sensor) {}
