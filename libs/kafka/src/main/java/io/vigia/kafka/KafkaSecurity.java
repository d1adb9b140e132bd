package io.vigia.kafka;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.SecretSetting;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The authentication of clients at Kafka, and of Kafka at clients.
 *
 * @param mechanism of SASL; it says nothing while {@code protocol} is without SASL
 * @param username empty without SASL
 * @param password empty without SASL
 * @param truststore a PEM file of the certificates that are trusted; empty: the JVM's
 */
public record KafkaSecurity(
        Protocol protocol, Mechanism mechanism, String username, String password, String truststore) {
    /** Kafka's security protocols. */
    public enum Protocol {
        PLAINTEXT(false, false),
        SSL(true, false),
        SASL_PLAINTEXT(false, true),
        SASL_SSL(true, true);

        private final boolean tls;
        private final boolean sasl;

        Protocol(boolean tls, boolean sasl) {
            this.tls = tls;
            this.sasl = sasl;
        }
    }

    /** Kafka's SASL mechanisms with a user name and a password. */
    public enum Mechanism {
        SCRAM_SHA_512("SCRAM-SHA-512", "scram.ScramLoginModule"),
        SCRAM_SHA_256("SCRAM-SHA-256", "scram.ScramLoginModule"),
        PLAIN("PLAIN", "plain.PlainLoginModule");

        private final String word;
        private final String login;

        Mechanism(String word, String login) {
            this.word = word;
            this.login = "org.apache.kafka.common.security." + login;
        }

        private static Mechanism of(String word) {
            return Stream.of(values())
                    .filter(mechanism -> mechanism.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(word));
        }
    }

    public static final Setting<Protocol> PROTOCOL = Setting.choice(
            "KAFKA_SECURITY_PROTOCOL", Protocol.PLAINTEXT, "Whether connections to Kafka use TLS and authentication");

    public static final Setting<Mechanism> MECHANISM = new Setting<>(
            "KAFKA_SASL_MECHANISM",
            Mechanism.SCRAM_SHA_512.word,
            "SCRAM-SHA-512 or SCRAM-SHA-256 or PLAIN",
            "SASL mechanism, if the protocol uses SASL",
            false,
            Mechanism::of);

    public static final Setting<String> USERNAME =
            Setting.text("KAFKA_SASL_USERNAME", "", "Kafka user, if the protocol uses SASL");

    public static final SecretSetting PASSWORD =
            SecretSetting.of("KAFKA_SASL_PASSWORD", "Kafka password, if the protocol uses SASL");

    public static final Setting<String> TRUSTSTORE = Setting.text(
            "KAFKA_TRUSTSTORE",
            "",
            "PEM file of the certificates that Kafka's certificate is verified against; empty: the JVM's trust store");

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL =
            List.of(PROTOCOL, MECHANISM, USERNAME, PASSWORD.text(), PASSWORD.file(), TRUSTSTORE);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if a setting is invalid, or invalid together with another
     */
    public static KafkaSecurity from(Variables variables) {
        Protocol protocol = PROTOCOL.from(variables);
        KafkaSecurity security = new KafkaSecurity(
                protocol,
                MECHANISM.from(variables),
                USERNAME.from(variables),
                PASSWORD.from(variables),
                TRUSTSTORE.from(variables));
        security.check();
        return security;
    }

    /** The security configuration of every Kafka client. */
    Map<String, Object> clientConfig() {
        Map<String, Object> config = new HashMap<>();
        if (protocol != Protocol.PLAINTEXT) {
            config.put("security.protocol", protocol.name());
        }
        if (protocol.sasl) {
            config.put("sasl.mechanism", mechanism.word);
            config.put(
                    "sasl.jaas.config",
                    mechanism.login + " required username=" + quoted(username) + " password=" + quoted(password) + ";");
        }
        if (!truststore.isEmpty()) {
            config.put("ssl.truststore.type", "PEM");
            config.put("ssl.truststore.location", truststore);
        }
        return config;
    }

    /** Everything but the password. */
    @Override
    public String toString() {
        return "KafkaSecurity[" + protocol + ", " + mechanism.word + ", user '" + username + "', truststore '"
                + truststore + "']";
    }

    private void check() {
        String sasl = "empty while " + PROTOCOL.variable() + " does not use SASL";
        if (protocol.sasl) {
            needed(USERNAME, username);
            needed(PASSWORD.text(), password);
        } else {
            refused(USERNAME, username, sasl);
            refused(PASSWORD.text(), password.isEmpty() ? "" : "***", sasl);
        }
        if (!protocol.tls) {
            refused(TRUSTSTORE, truststore, "empty while " + PROTOCOL.variable() + " does not use SSL");
        } else if (!truststore.isEmpty() && !isFile(truststore)) {
            throw new InvalidSettingException(TRUSTSTORE.variable(), truststore, "a readable PEM file");
        }
    }

    private static void needed(Setting<?> setting, String value) {
        if (value.isEmpty()) {
            throw new InvalidSettingException(
                    setting.variable(), "", "set, because " + PROTOCOL.variable() + " uses SASL");
        }
    }

    private static void refused(Setting<?> setting, String value, String allowed) {
        if (!value.isEmpty()) {
            throw new InvalidSettingException(setting.variable(), value, allowed);
        }
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path)) && Files.isReadable(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    /** As JAAS reads it: the options of a login module are tokens of a small language with quotes and escapes. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
