package io.vigia.contract;

/**
 * The settings of a pattern: a record of the settings topic, for those that start later. Only the {@link SettingsChange} in
 * the readings determines from which reading on they apply.
 *
 * @param id of the change that wrote it
 * @param at epoch milliseconds of the change
 */
public record SettingsDocument(String id, SensorPattern sensors, SensorSettings settings, long at) {}
