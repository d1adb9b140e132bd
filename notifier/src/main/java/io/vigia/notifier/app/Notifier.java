package io.vigia.notifier.app;

import io.vigia.notifier.config.NotifyFile;
import io.vigia.notifier.config.NotifyFileException;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.runtime.settings.ServiceSettings;
import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.SettingsCheck;
import io.vigia.settings.Variables;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the notifier as a separate process. */
public final class Notifier {
    private Notifier() {}

    public static void main(String[] arguments) {
        ServiceLauncher.main(() -> start(Variables.process()));
    }

    /**
     * Starts it.
     *
     * @throws io.vigia.runtime.settings.StartRefusedException if settings, the notification file, a port or a topic make the
     *     start impossible
     */
    static ConfigurableApplicationContext start(Variables variables) {
        SettingsCheck check = ServiceSettings.checkWithoutPublicPort(variables)
                .settings(NotifierSettings.ALL, NotifierSettings::from);
        requireFile(check, variables);
        ServiceSettings.refuse(check);
        return ServiceLauncher.startWithoutPublicPort("notifier", variables, List.of(NotifierConfiguration.class));
    }

    /** Adds to a check that the notification file, if there is one, is valid. */
    public static void requireFile(SettingsCheck check, Variables variables) {
        check.holds(() -> {
            Path file = NotifierSettings.from(variables).file();
            if (file == null) {
                return;
            }
            try {
                NotifyFile.read(file);
            } catch (NotifyFileException invalid) {
                throw new InvalidSettingException(
                        NotifierSettings.FILE.variable(), file.toString(), "a valid file: " + invalid.getMessage());
            }
        });
    }
}
