package io.vigia.runtime.settings;

/**
 * Published by a part that finds out after the start that the service can't run: the context is closed, and a process of
 * its own ends with exit code 2.
 *
 * @param sentence why, and what to do
 */
public record FatalFailure(String sentence) {}
