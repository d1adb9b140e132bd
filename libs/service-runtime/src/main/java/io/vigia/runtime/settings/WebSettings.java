package io.vigia.runtime.settings;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.util.List;

/**
 * What every service with HTTP is told.
 *
 * @param port of the public calls; 0: any free one
 * @param managementPort of health and metrics; 0: any free one
 * @param managementAddress where health and metrics are served; empty: on every address of this machine
 * @param name titles the pages
 * @param hostname of this container or machine, in every classic answer
 * @param logFormat never {@link LogFormat#AUTO}
 * @param drainMs how long a stop goes on serving with readiness false
 */
public record WebSettings(
        int port,
        int managementPort,
        String managementAddress,
        String name,
        String hostname,
        LogFormat logFormat,
        int drainMs) {
    public static final Setting<Integer> PORT =
            Setting.integer("PORT", 4000, 0, 65_535, "Port of the public calls; 0: any free one");

    public static final Setting<Integer> MANAGEMENT_PORT = Setting.integer(
            "MANAGEMENT_PORT", 4001, 0, 65_535, "Port of health, readiness and metrics; 0: any free one");

    public static final Setting<String> NAME = Setting.text("NAME", "Vigía", "Titles the pages");

    public static final Setting<String> HOSTNAME =
            Setting.text("HOSTNAME", "", "Who answered, as told to callers; empty: this machine's own name");

    public static final Setting<LogFormat> LOG_FORMAT = Setting.choice(
            "LOG_FORMAT", LogFormat.AUTO, "How log events are written; auto: plain in a terminal, otherwise json");

    public static final Setting<String> MANAGEMENT_ADDRESS = Setting.text(
            "MANAGEMENT_ADDRESS",
            "",
            "Address on which health and metrics are served, such as 127.0.0.1; empty: every one of this machine");

    public static final Setting<Integer> HTTP_DRAIN_MS = Setting.integer(
            "HTTP_DRAIN_MS",
            0,
            0,
            60_000,
            "How long a service that is told to stop goes on serving, not ready any more, until its gateway has seen that, in ms");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL =
            List.of(PORT, MANAGEMENT_PORT, MANAGEMENT_ADDRESS, NAME, HOSTNAME, LOG_FORMAT, HTTP_DRAIN_MS);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if one is not allowed
     */
    public static WebSettings from(Variables variables) {
        String hostname = HOSTNAME.from(variables);
        return new WebSettings(
                PORT.from(variables),
                MANAGEMENT_PORT.from(variables),
                MANAGEMENT_ADDRESS.from(variables),
                NAME.from(variables),
                hostname.isEmpty() ? Hostname.ofThisMachine() : hostname,
                LOG_FORMAT.from(variables).decided(),
                HTTP_DRAIN_MS.from(variables));
    }

    /**
     * The same, for a service with public calls.
     *
     * @throws InvalidSettingException if health and metrics would be among the public calls
     */
    public WebSettings withPortsApart() {
        if (port != 0 && port == managementPort) {
            throw new InvalidSettingException(
                    MANAGEMENT_PORT.variable(),
                    Integer.toString(managementPort),
                    "another port than PORT, because health and metrics are not for the public");
        }
        return this;
    }
}
