package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.api.ApiKeySetting;
import io.vigia.cli.up.UpSettings;
import io.vigia.contract.settings.KafkaSettings;
import io.vigia.contract.settings.Setting;
import io.vigia.detector.app.DetectorSettings;
import io.vigia.detector.sink.SinkSettings;
import io.vigia.ingest.app.IngestSettings;
import io.vigia.query.app.QuerySettings;
import io.vigia.store.RedisSettings;
import io.vigia.web.WebSettings;
import io.vigia.web.access.AccessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The README's table of settings")
class ReadmeSettingsTest {
    private static final String BEGIN = "<!-- settings -->\n";
    private static final String END = "<!-- /settings -->";

    @Test
    void is_made_of_the_settings_themselves() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        String table = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END));
        assertThat(table.strip()).isEqualTo(expected());
    }

    private static String expected() {
        return Stream.of(
                        WebSettings.ALL,
                        AccessSettings.ALL,
                        KafkaSettings.ALL,
                        RedisSettings.ALL,
                        IngestSettings.ALL,
                        DetectorSettings.ALL,
                        SinkSettings.ALL,
                        QuerySettings.ALL,
                        UpSettings.ALL,
                        ApiKeySetting.ALL)
                .flatMap(List::stream)
                .map(ReadmeSettingsTest::row)
                .collect(Collectors.joining(
                        "\n", "| variable | default | allowed | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private static String row(Setting<?> setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `" + setting.variable() + "` | " + fallback + " | " + setting.allowed() + " | " + setting.meaning()
                + " |";
    }
}
