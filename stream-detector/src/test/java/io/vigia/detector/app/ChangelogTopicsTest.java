package io.vigia.detector.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.detector.topology.DetectTopology;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.TopicAdmin;
import io.vigia.testkit.KafkaBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Changelogs that an earlier version made")
class ChangelogTopicsTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final KafkaSettings kafka = broker.settings(broker.newTopics().prefix());
    private final List<TopicSpec> changelogs = StreamsProperties.changelogs(kafka, DetectTopology.storeNames());

    @Test
    void take_records_of_any_time_after_a_start_and_get_those_of_new_stores_beside_them() throws Exception {
        String old = changelogs.get(0).name();
        broker.create(List.of(new TopicSpec(old, Topics.PARTITIONS, Map.of("cleanup.policy", "compact"))));
        assertThat(mostAhead(old)).isNotEqualTo(Long.toString(Long.MAX_VALUE));

        new TopicAdmin(broker.admin(), kafka.replication()).extend(changelogs);

        await("the configuration of " + old)
                .untilAsserted(() -> assertThat(mostAhead(old)).isEqualTo(Long.toString(Long.MAX_VALUE)));
        assertThat(broker.admin().listTopics().names().get())
                .containsAll(changelogs.stream().map(TopicSpec::name).toList());
    }

    @Test
    void are_left_to_kafka_streams_where_there_are_none() throws Exception {
        new TopicAdmin(broker.admin(), kafka.replication()).extend(changelogs);
        assertThat(broker.admin().listTopics().names().get())
                .doesNotContainAnyElementsOf(
                        changelogs.stream().map(TopicSpec::name).toList());
    }

    private String mostAhead(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return broker.admin()
                .describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(Topics.MOST_AHEAD)
                .value();
    }
}
