package io.vigia.models.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.models.WorkbenchException;
import io.vigia.testkit.KafkaBroker;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicSeriesTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();

    @Test
    void the_history_is_what_the_detector_would_have_seen() {
        send(reading("pump", 5, TsSource.CLIENT, 99));
        send(new Deletion("d", "pump"));
        send(reading("pump", 10, TsSource.SERVER, 1));
        send(reading("fan", 7, TsSource.CLIENT, 5));
        send(reading("pump", 10, TsSource.SERVER, 2));
        send(reading("pump", 4, TsSource.CLIENT, 3));
        send(reading("pump", System.currentTimeMillis() + 3_600_000, TsSource.CLIENT, 4));
        broker.send(topics.readings(), "pump", "no reading");

        var pump = TopicSeries.read(broker.settings(topics.prefix()), Set.of("pump"), Set.of());
        var all = TopicSeries.read(broker.settings(topics.prefix()), Set.of(), Set.of());

        assertThat(pump).hasSize(1);
        assertThat(pump.get(0).times()).containsExactly(10, 11, 4);
        assertThat(pump.get(0).values()).containsExactly(1, 2, 3);
        assertThat(all).extracting(Series::sensor).containsExactlyInAnyOrder("pump", "fan");
    }

    @Test
    void a_topic_that_is_not_there_is_named_with_the_setting_that_names_it() {
        var settings = broker.settings(KafkaBroker.uniquePrefix());
        assertThatThrownBy(() -> TopicSeries.read(settings, Set.of(), Set.of()))
                .isInstanceOf(WorkbenchException.class)
                .hasMessageContaining(settings.topics().readings())
                .hasMessageContaining("VIGIA_TOPIC_PREFIX");
    }

    private void send(ReadingEvent event) {
        broker.send(
                topics.readings(),
                event.key().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                EventJson.write(event));
    }

    private static Reading reading(String sensor, long ts, TsSource source, double value) {
        return new Reading("r" + ts + value, sensor, ts, source, value, false);
    }
}
