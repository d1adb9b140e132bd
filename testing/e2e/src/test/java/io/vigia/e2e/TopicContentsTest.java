package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.TopicSpec;
import io.vigia.contract.Topics;
import io.vigia.testkit.TopicDocument;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("What lies in the topics after all kinds of calls")
class TopicContentsTest {
    @TempDir
    Path folder;

    private final Pipeline vigia = Pipeline.shared();
    private final String sensor = Target.newSensor();

    @Test
    void is_what_the_asyncapi_document_says_and_each_of_its_messages_is_there() throws Exception {
        try (FixedBundle fixed = FixedBundle.write(folder)) {
            makeEveryKind();
        }
        Topics topics = new Topics(vigia.prefix);
        TopicDocument document = new TopicDocument(topics);
        Set<String> setAside = places(topics.readingsDlq());
        Map<String, Set<String>> missing = new TreeMap<>();
        for (TopicSpec topic : topics.all()) {
            Set<String> met = vigia.broker.committedRecords(topic.name()).stream()
                    .filter(record -> !record.topic().equals(topics.readings())
                            || !setAside.contains(record.partition() + "@" + record.offset()))
                    .map(document::messageOf)
                    .collect(Collectors.toSet());
            missing.put(topic.name(), without(document.messages(topic.name()), met));
        }
        // No shadow and no notifier runs here, nobody sends a dead letter again, and what the store refuses for good is
        // not to be had from outside: others hold these.
        missing.remove(topics.shadowScores());
        missing.remove(topics.notificationsDlq());
        missing.remove(topics.scoresDlq());
        missing.remove(topics.redriven().name());
        assertThat(missing)
                .allSatisfy((topic, messages) -> assertThat(messages).as(topic).isEmpty());
    }

    /** Where what could not be read lies among the readings. */
    private Set<String> places(String deadLetters) {
        return vigia.broker.committedRecords(deadLetters).stream()
                .map(letter -> header(letter, "partition") + "@" + header(letter, "offset"))
                .collect(Collectors.toSet());
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(
                letter.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
    }

    private static Set<String> without(Iterable<String> all, Set<String> met) {
        Set<String> left = new TreeSet<>();
        all.forEach(left::add);
        left.removeAll(met);
        return left;
    }

    private void makeEveryKind() throws Exception {
        for (int round = 0; round < 12; round++) {
            vigia.calls.json("/nuevo?sensor=" + sensor + "&dato=" + (72 + round % 3));
        }
        vigia.calls.json("/nuevo?sensor=" + sensor + "&ts=5&dato=1");
        vigia.calls.json("/detectar?sensor=" + sensor + "&dato=500");
        String other = Target.newSensor();
        vigia.calls.json("/nuevo?dato=1&sensor=" + other);
        vigia.calls.json("/borrar?sensor=" + other);
        vigia.broker.send(vigia.topic("readings"), sensor, "no reading at all");
        deploy(sensor);
        deploy(other);
        model("rollback", "--sensors", other);
        assertThat(vigia.calls.putSettings(sensor, "{\"unit\":\"bar\"}").statusCode())
                .isEqualTo(201);
        assertThat(vigia.calls.putSettings(other, "{\"muted\":true}").statusCode())
                .isEqualTo(201);
        assertThat(vigia.calls.delete("/api/v1/settings/" + other).statusCode()).isEqualTo(200);
        vigia.broker.send(
                vigia.topic("readings"),
                sensor,
                "{\"id\":\"a\",\"type\":\"silence\",\"sensor\":\"" + sensor + "\",\"since\":1,\"due\":1}");
        post("/api/v1/sensors/" + sensor + "/recalibrate", "{}", 202);
        vigia.broker.send(vigia.topic("readings"), sensor, feedback("\"true-alarm\""));
        vigia.broker.send(vigia.topic("readings"), sensor, feedback("null"));
        JsonNode planned =
                post("/api/v1/maintenance", "{\"sensors\":\"m-*\",\"from\":\"2026-01-01\",\"to\":\"2026-01-02\"}", 201);
        assertThat(vigia.calls
                        .delete("/api/v1/maintenance/" + planned.get("id").asString())
                        .statusCode())
                .isEqualTo(200);
        vigia.awaitStored();
    }

    private String feedback(String verdict) {
        return "{\"id\":\"a\",\"type\":\"action\",\"sensor\":\"" + sensor
                + "\",\"action\":\"feedback\",\"incident\":null,"
                + "\"by\":\"ana\",\"note\":null,\"until\":null,\"feedback\":{\"anomaly\":\"x\",\"verdict\":" + verdict
                + ",\"ts\":1,\"value\":500,\"reason\":null,\"boundFactor\":null}}";
    }

    private JsonNode post(String path, String body, int status) throws IOException {
        HttpResponse<String> answer = vigia.calls.post(path, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body());
    }

    private void deploy(String sensors) throws IOException {
        model("deploy", folder.toString(), "--sensors", sensors);
    }

    private void model(String... arguments) throws IOException {
        Program command = vigia.model(arguments);
        assertThat(command.exitCode()).as(command.output()).isZero();
    }
}
