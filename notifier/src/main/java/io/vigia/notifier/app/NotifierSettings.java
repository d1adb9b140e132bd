package io.vigia.notifier.app;

import io.vigia.settings.InvalidSettingException;
import io.vigia.settings.Setting;
import io.vigia.settings.Variables;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the notifier.
 *
 * @param file of channels and routes; null: nobody is notified
 * @param url address of Vigía for people, for links in messages; null: there are no links
 */
public record NotifierSettings(
        @Nullable Path file, @Nullable URI url) {
    public static final Setting<String> FILE = Setting.text(
            "VIGIA_NOTIFY_FILE", "", "YAML file of channels and routes of notifications; empty: nobody is notified");

    public static final Setting<String> URL = new Setting<>(
            "VIGIA_URL",
            "",
            "an http or https URL such as https://vigia.example",
            "Address at which people reach Vigía, for links in notifications; empty: no links",
            false,
            NotifierSettings::checkedUrl);

    /** All of them, for the table in docs/configuration.md. */
    public static final List<Setting<?>> ALL = List.of(FILE, URL);

    /**
     * Reads them.
     *
     * @throws InvalidSettingException if a setting is invalid
     */
    public static NotifierSettings from(Variables variables) {
        String file = FILE.from(variables);
        String url = URL.from(variables);
        return new NotifierSettings(file.isEmpty() ? null : Path.of(file), url.isEmpty() ? null : URI.create(url));
    }

    private static String checkedUrl(String text) {
        if (text.isEmpty()) {
            return text;
        }
        URI url = URI.create(text);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
