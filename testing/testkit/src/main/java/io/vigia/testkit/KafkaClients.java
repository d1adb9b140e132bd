package io.vigia.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/** Kafka clients of other languages, and AsyncAPI's schema of itself, as {@code testing/testkit/fetch-clients.sh} lays them out. */
public final class KafkaClients {
    private static final String HOME_VARIABLE = "VIGIA_TEST_CLIENTS_HOME";

    private KafkaClients() {}

    /**
     * Their folder; without it, or one of the commands, the test fails in CI and is left out elsewhere, loudly.
     *
     * @param unchecked what is not tried without them
     * @param commands what must be on the PATH too
     */
    public static Path required(String unchecked, String... commands) {
        Path home = CachedTools.home(HOME_VARIABLE, "clients");
        if (!Files.exists(home.resolve("complete"))) {
            throw Machine.lacks("neither " + HOME_VARIABLE + " nor ~/.cache/vigia/clients has the clients that"
                    + " testing/testkit/fetch-clients.sh fetches. Run it. NOT CHECKED: " + unchecked);
        }
        for (String command : commands) {
            if (Machine.command(command).isEmpty()) {
                throw Machine.lacks(command + " is not installed. NOT CHECKED: " + unchecked);
            }
        }
        return home;
    }
}
