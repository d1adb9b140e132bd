package io.vigia.cli.api;

import io.vigia.settings.SecretSetting;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.util.List;

/** The API key that commands send, where Vigía asks for one. */
public final class ApiKeySetting {
    private static final SecretSetting KEY =
            SecretSetting.of("VIGIA_API_KEY", "API key that `send`, `demo`, `monitor`, `settings` and `incidents` use");

    /** Its variables, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = KEY.all();

    private ApiKeySetting() {}

    /**
     * The key; empty if none is set.
     *
     * @throws io.vigia.settings.InvalidSettingException if it is set twice or its file can't be read
     */
    public static String from(Variables variables) {
        return KEY.from(variables);
    }
}
