package io.vigia.runtime.access;

import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of access: keys, roles, limits and origins.
 *
 * @param keysFile file of the API keys; empty: no key is required
 * @param classic whether the classic calls require a key
 * @param ratePerKey readings or requests per second; 0: no limit
 * @param ratePerAddress the same for callers without a key
 * @param corsOrigins other origins whose pages may call from a browser; empty: none
 * @param hosts that calls may name in {@code Host}; empty: see {@link #HOSTS}
 * @param trustedProxies CIDR blocks whose {@code X-Forwarded-For} is trusted, comma-separated
 */
public record AccessSettings(
        String keysFile,
        Classic classic,
        int ratePerKey,
        int ratePerAddress,
        List<String> corsOrigins,
        List<String> hosts,
        String trustedProxies) {
    /** The treatment of classic calls without a key. */
    public enum Classic {
        OPEN,
        CLOSED
    }

    /** The default limits if keys are required. */
    static final int USUAL_RATE_PER_KEY = 10_000;

    static final int USUAL_RATE_PER_ADDRESS = 1_000;

    private static final int BY_KEYS_FILE = -1;
    private static final int HIGHEST_RATE = 100_000_000;

    public static final Setting<String> KEYS_FILE = Setting.text(
            "VIGIA_AUTH_KEYS_FILE",
            "",
            "File of API keys, one per line: `role name sha256`; calls then require a key; empty: no key is required");

    public static final Setting<Classic> CLASSIC = Setting.choice(
            "VIGIA_AUTH_CLASSIC",
            Classic.OPEN,
            "Whether `/`, `/nuevo`, `/detectar` and `/listar` answer clients without a key");

    public static final Setting<Integer> RATE_PER_KEY =
            rate("VIGIA_RATE_PER_KEY", "Maximum readings or requests per second of one key", USUAL_RATE_PER_KEY);

    public static final Setting<Integer> RATE_PER_ADDRESS = rate(
            "VIGIA_RATE_PER_ADDRESS",
            "Maximum readings or requests per second of one address without a key",
            USUAL_RATE_PER_ADDRESS);

    public static final Setting<List<String>> CORS_ORIGINS = new Setting<>(
            "VIGIA_CORS_ORIGINS",
            "",
            "origins such as https://panel.example, comma-separated, or *",
            "Other web origins whose pages may call from a browser; empty: none",
            false,
            AccessSettings::origins);

    public static final Setting<List<String>> HOSTS = new Setting<>(
            "VIGIA_HOSTS",
            "",
            "host names such as vigia.example, comma-separated",
            "Accepted host names besides localhost and IP addresses; empty: any, except that calls "
                    + "over loopback must not name a public domain",
            false,
            AccessSettings::hosts);

    public static final Setting<String> TRUSTED_PROXIES = new Setting<>(
            "VIGIA_TRUSTED_PROXIES",
            "127.0.0.0/8,::1/128",
            "CIDR blocks, comma-separated",
            "Addresses whose `X-Forwarded-For` header is trusted; list only those of the gateway",
            false,
            AccessSettings::blocks);

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL =
            List.of(KEYS_FILE, CLASSIC, RATE_PER_KEY, RATE_PER_ADDRESS, CORS_ORIGINS, HOSTS, TRUSTED_PROXIES);

    private static final Pattern HOST = Pattern.compile("[\\w.-]+");
    private static final Pattern BLOCK = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

    public AccessSettings {
        corsOrigins = List.copyOf(corsOrigins);
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads them.
     *
     * @throws io.vigia.settings.InvalidSettingException if a setting is invalid
     */
    public static AccessSettings from(Variables variables) {
        String keysFile = KEYS_FILE.from(variables);
        boolean keys = !keysFile.isEmpty();
        return new AccessSettings(
                keysFile,
                CLASSIC.from(variables),
                rate(RATE_PER_KEY.from(variables), keys ? USUAL_RATE_PER_KEY : 0),
                rate(RATE_PER_ADDRESS.from(variables), keys ? USUAL_RATE_PER_ADDRESS : 0),
                CORS_ORIGINS.from(variables),
                HOSTS.from(variables),
                TRUSTED_PROXIES.from(variables));
    }

    /** Whether keys are required. */
    public boolean keys() {
        return !keysFile.isEmpty();
    }

    private static int rate(int set, int usual) {
        return set == BY_KEYS_FILE ? usual : set;
    }

    private static Setting<Integer> rate(String variable, String meaning, int usual) {
        String rest = String.format(
                Locale.ROOT,
                ", per replica; 0: no limit; -1: %,d if %s is set, otherwise no limit",
                usual,
                KEYS_FILE.variable());
        return Setting.integer(variable, BY_KEYS_FILE, BY_KEYS_FILE, HIGHEST_RATE, meaning + rest);
    }

    private static List<String> origins(String text) {
        return parts(text).map(AccessSettings::origin).toList();
    }

    private static String origin(String text) {
        URI uri = text.equals("*") ? null : URI.create(text);
        boolean origin = uri == null
                || uri.getHost() != null && uri.equals(URI.create(uri.getScheme() + "://" + uri.getAuthority()));
        if (!origin) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static List<String> hosts(String text) {
        if (!parts(text).allMatch(host -> HOST.matcher(host).matches())) {
            throw new IllegalArgumentException(text);
        }
        return parts(text).map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    private static String blocks(String text) {
        if (!parts(text).allMatch(block -> BLOCK.matcher(block).matches())) {
            throw new IllegalArgumentException(text);
        }
        return parts(text).collect(Collectors.joining(","));
    }

    private static Stream<String> parts(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
    }
}
