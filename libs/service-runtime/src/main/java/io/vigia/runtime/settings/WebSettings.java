package io.vigia.runtime.settings;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.LogFormat;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.util.List;

/**
 * The settings of every HTTP service.
 *
 * @param port of the public calls; 0: any free port
 * @param managementPort of health and metrics; 0: any free port
 * @param managementAddress where health and metrics are served; empty: on every address of this machine
 * @param name title of the pages
 * @param hostname of this container or machine, in every classic answer
 * @param logFormat never {@link LogFormat#AUTO}
 * @param drainMs how long a stopping service keeps serving while it is not ready, in milliseconds
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
            Setting.integer("PORT", 4000, 0, 65_535, "Port of the public API; 0: any free port");

    public static final Setting<Integer> MANAGEMENT_PORT = Setting.integer(
            "MANAGEMENT_PORT", 4001, 0, 65_535, "Port of health, readiness and metrics; 0: any free port");

    public static final Setting<String> NAME = Setting.text("NAME", "Vigía", "Title of the pages");

    public static final Setting<String> HOSTNAME =
            Setting.text("HOSTNAME", "", "Host name shown in responses; empty: the name of this machine");

    public static final Setting<LogFormat> LOG_FORMAT =
            Setting.choice("LOG_FORMAT", LogFormat.AUTO, "Log format; auto: plain in a terminal, otherwise json");

    public static final Setting<String> MANAGEMENT_ADDRESS = Setting.text(
            "MANAGEMENT_ADDRESS",
            "",
            "Address that serves health and metrics, such as 127.0.0.1; empty: all addresses of this machine");

    public static final Setting<Integer> HTTP_DRAIN_MS = Setting.integer(
            "HTTP_DRAIN_MS",
            0,
            0,
            60_000,
            "How long a stopping service keeps serving while it reports not ready, so that its gateway notices, in ms");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL =
            List.of(PORT, MANAGEMENT_PORT, MANAGEMENT_ADDRESS, NAME, HOSTNAME, LOG_FORMAT, HTTP_DRAIN_MS);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if a setting is invalid
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
     * Checks the ports of a service with public calls.
     *
     * @throws InvalidSettingException if health and metrics would be on the public port
     */
    public WebSettings withPortsApart() {
        if (port != 0 && port == managementPort) {
            throw new InvalidSettingException(
                    MANAGEMENT_PORT.variable(),
                    Integer.toString(managementPort),
                    "a port other than PORT, because health and metrics must not be public");
        }
        return this;
    }
}
