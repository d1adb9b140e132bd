package io.vigia.runtime.settings;

/**
 * Published by a component that detects after startup that the service cannot run: the context is closed, and a standalone
 * process ends with exit code 2.
 *
 * @param sentence the reason, and what to do
 */
public record FatalFailure(String sentence) {}
