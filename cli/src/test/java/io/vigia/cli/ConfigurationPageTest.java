package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.up.AllSettings;
import io.vigia.settings.Setting;
import io.vigia.settings.UnknownVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of docs/configuration.md")
class ConfigurationPageTest {
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    @Test
    void is_made_of_the_settings_themselves() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
        assertThat(table.strip()).isEqualTo(expected());
    }

    @Test
    void is_of_the_same_settings_as_the_names_that_every_service_knows() {
        assertThat(UnknownVariables.settings())
                .isEqualTo(
                        AllSettings.ALL.stream().map(Setting::variable).sorted().toList());
    }

    private static String expected() {
        return AllSettings.ALL.stream()
                .map(ConfigurationPageTest::row)
                .collect(Collectors.joining(
                        "\n", "| variable | default | allowed | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `" + setting.variable() + "` | " + fallback + " | " + setting.allowed() + " | " + setting.meaning()
                + " |";
    }
}
