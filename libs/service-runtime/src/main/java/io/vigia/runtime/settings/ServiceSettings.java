package io.vigia.runtime.settings;

import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.access.AccessSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.SettingsCheck;
import io.vigia.settings.Variables;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings that services share, looked at together before anything starts. */
public final class ServiceSettings {
    private ServiceSettings() {}

    /** Looks at those of a service with public calls; others may be added before the check is ended. */
    public static SettingsCheck check(Variables variables) {
        SettingsCheck check = shared(variables)
                .settings(WebSettings.ALL, found -> WebSettings.from(found).withPortsApart());
        check.holds(() -> readable(variables));
        return check;
    }

    /** The same for a service without. */
    public static SettingsCheck checkWithoutPublicPort(Variables variables) {
        return shared(variables).settings(WebSettings.ALL, WebSettings::from);
    }

    /**
     * Ends a check.
     *
     * @throws StartRefusedException if something is wrong; the message names all of it
     */
    public static void refuse(SettingsCheck check) {
        try {
            check.refuse();
        } catch (InvalidSettingException invalid) {
            throw new StartRefusedException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private static SettingsCheck shared(Variables variables) {
        return new SettingsCheck(variables)
                .settings(AccessSettings.ALL, AccessSettings::from)
                .settings(KafkaSettings.ALL, KafkaSettings::from);
    }

    private static void readable(Variables variables) {
        String file = AccessSettings.KEYS_FILE.from(variables);
        if (!file.isEmpty() && !(Files.isRegularFile(Path.of(file)) && Files.isReadable(Path.of(file)))) {
            throw new InvalidSettingException(AccessSettings.KEYS_FILE.variable(), file, "a file that can be read");
        }
    }
}
