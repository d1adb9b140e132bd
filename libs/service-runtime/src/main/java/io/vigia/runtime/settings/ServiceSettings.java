package io.vigia.runtime.settings;

import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.access.AccessSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.SettingsCheck;
import io.vigia.settings.Variables;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings that services share, checked together before anything starts. */
public final class ServiceSettings {
    private ServiceSettings() {}

    /** Checks those of a service with public calls; others may be added before the check is finished. */
    public static SettingsCheck check(Variables variables) {
        SettingsCheck check = shared(variables)
                .settings(WebSettings.ALL, found -> WebSettings.from(found).withPortsApart());
        check.holds(() -> readable(variables));
        return check;
    }

    /** Checks those of a service without public calls. */
    public static SettingsCheck checkWithoutPublicPort(Variables variables) {
        return shared(variables).settings(WebSettings.ALL, WebSettings::from);
    }

    /**
     * Finishes a check.
     *
     * @throws StartRefusedException if a setting is invalid; the message names all invalid settings
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
            throw new InvalidSettingException(AccessSettings.KEYS_FILE.variable(), file, "a readable file");
        }
    }
}
