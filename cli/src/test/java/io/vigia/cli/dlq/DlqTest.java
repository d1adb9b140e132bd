package io.vigia.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.DeadLetter;
import io.vigia.contract.Deletion;
import io.vigia.contract.EventJson;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterBox;
import io.vigia.contract.LetterId;
import io.vigia.contract.Reading;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.ScoreEvent;
import io.vigia.contract.Topics;
import io.vigia.contract.TsSource;
import io.vigia.runtime.answer.Json;
import io.vigia.testkit.IncidentBuilder;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.ScoreBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@DisplayName("Dead letters")
class DlqTest {
    private final KafkaBroker broker = KafkaBroker.shared();
    private final Topics topics = broker.newTopics();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void are_listed_and_shown_with_reason_origin_and_bytes() throws Exception {
        assertThat(dlq("list")).isZero();
        assertThat(out.toString()).contains("There are no dead letters.");
        letter(topics.readingsDlq(), topics.readings(), 3, "pump", "{\"half\":", "the record is not valid JSON");
        letter(topics.scoresDlq(), topics.scores(), 2, "pump", new byte[] {0, 1, -1}, "TSDB: no room");

        assertThat(said("list"))
                .contains("readings-3-0", "pump", topics.readings() + "-3@41", "the record is not valid JSON");
        assertThat(said("list", "--topic", "scores")).contains("scores-2-0").doesNotContain("readings-3-0");
        assertThat(said("list", "--sensors", "boiler-*")).contains("There are no dead letters.");
        assertThat(said("show", "readings-3-0"))
                .contains("{\"half\":", topics.readings() + "-3@41", "8 bytes")
                .containsPattern("sent again +no");
        assertThat(said("show", "scores-2-0")).contains("0x0001ff", "TSDB: no room");
        JsonNode json = Json.MAPPER.readTree(said("show", "scores-2-0", "--json"));
        assertThat(json.path("value").asString("")).isEqualTo("AAH/");
        assertThat(json.path("originOffset").asLong()).isEqualTo(41);
        assertThat(json.path("redriven").isNull()).isTrue();
    }

    @Test
    void that_are_not_there_or_misspelt_are_told_in_a_sentence() {
        assertThatThrownBy(() -> new Letters(broker.settings(topics.prefix()), new Offsets(broker.admin()))
                        .find(new LetterId(LetterBox.READINGS, 3, 17)))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("dead letter readings-3-17 was not found");
        assertThat(dlq("show", "letter-1")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "'letter-1' is not a dead letter; must be an id that 'vigia dlq list' shows, such as readings-3-17");
        assertThat(dlq("correct", "scores-1-1", "--value", "2")).isEqualTo(2);
        assertThat(dlq("correct", "readings-1-1")).isEqualTo(2);
        assertThat(dlq("redrive")).isEqualTo(2);
    }

    @Test
    void corrected_become_readings_that_say_where_they_come_from() throws Exception {
        letter(
                topics.readingsDlq(),
                topics.readings(),
                3,
                "pump",
                "{\"id\":\"one\",\"sensor\":\"pump\",\"ts\":5,\"tsSource\":\"client\",\"value\":\"warm\",\"detect\":true}",
                "value is the string 'warm'; must be a number");
        assertThat(dlq("correct", "readings-3-0", "--value", "21.5"))
                .as(err::toString)
                .isZero();

        ConsumerRecord<byte[], byte[]> sent =
                broker.awaitCommitted(topics.readings(), 1).get(0);
        assertThat(EventJson.readReading(sent.value()))
                .isEqualTo(new Reading("one", "pump", 5, TsSource.CLIENT, 21.5, false));
        assertThat(text(sent.key())).isEqualTo("pump");
        assertThat(header(sent, RecordHeaders.REDRIVEN_FROM)).isEqualTo(topics.readingsDlq() + "-3@0");
        assertThat(header(sent, RecordHeaders.ORIGIN)).isEqualTo(topics.readings() + "-3@41");
        assertThat(sent.headers().lastHeader(RecordHeaders.DEAD_LETTER + "message"))
                .isNull();
        assertThat(said("list", "--open")).contains("There are no dead letters.");
        assertThat(said("show", "readings-3-0")).contains("\"corrected\":true");

        assertThat(dlq("correct", "readings-3-0", "--value", "22")).isNotZero();
        assertThat(broker.committedRecords(topics.readings())).hasSize(1);
        assertThat(dlq("correct", "readings-3-0", "--value", "22", "--again")).isZero();
        assertThat(broker.committedRecords(topics.readings())).hasSize(2);
    }

    @Test
    void can_be_replaced_by_a_whole_reading_which_is_checked() throws Exception {
        letter(topics.readingsDlq(), topics.readings(), 0, "pump", "rubbish", "the record is not valid JSON");
        Path file = folder.resolve("reading.json");
        Files.writeString(file, "{\"sensor\":\"two words\",\"ts\":5,\"value\":3}");
        assertThat(dlq("correct", "readings-0-0", "--file", file.toString())).isNotZero();
        Files.writeString(file, "{\"sensor\":\"pump\",\"ts\":5,\"value\":3}");
        assertThat(dlq("correct", "readings-0-0", "--file", file.toString())).isZero();
        assertThat(broker.committedRecords(topics.readings()))
                .singleElement()
                .satisfies(record -> assertThat(((Reading) EventJson.readReading(record.value())).value())
                        .isEqualTo(3));
    }

    @Test
    void that_would_be_refused_again_are_left_and_named_with_the_reason() throws Exception {
        letter(topics.readingsDlq(), topics.readings(), 3, "pump", "rubbish", "the record is not valid JSON");
        letter(topics.readingsDlq(), topics.readings(), 4, "pump", "{\"sensor\":\"two words\"}", "id is missing");
        String ofAnother = "{\"id\":\"one\",\"sensor\":\"oven\",\"ts\":5,\"tsSource\":\"client\",\"value\":1}";
        letter(topics.readingsDlq(), topics.readings(), 5, "pump", ofAnother, "the key is 'pump'");

        assertThat(said("redrive", "--all")).contains("0 dead letters sent again, 3 skipped");
        assertThat(err.toString())
                .contains(
                        "readings-3-0 is skipped: it would be refused again",
                        "readings-5-0 is skipped: it would be refused again: the key is 'pump'",
                        "'vigia dlq correct readings-4-0' sends a reading in its place");
        assertThat(dlq("redrive", "readings-3-0", "--again")).isEqualTo(1);
        assertThat(broker.committedRecords(topics.readings())).isEmpty();
        assertThat(said("list", "--open")).contains("readings-3-0", "readings-4-0", "readings-5-0");
    }

    @Test
    void are_sent_again_once_as_they_are() throws Exception {
        String late = "{\"id\":\"one\",\"sensor\":\"pump\",\"ts\":5,\"tsSource\":\"client\",\"value\":1}";
        letter(topics.readingsDlq(), topics.readings(), 3, "pump", late, "ts must be at most five minutes ahead");
        byte[] score =
                EventJson.write((ScoreEvent) ScoreBuilder.of("pump", 1, 2).build());
        letter(topics.scoresDlq(), topics.scores(), 2, "pump", score, "TSDB: no room");

        assertThat(said("redrive", "--all")).contains("2 dead letters sent again");
        assertThat(said("redrive", "--all")).contains("0 dead letters sent again");
        assertThat(dlq("redrive", "scores-2-0")).isEqualTo(1);
        assertThat(err.toString()).contains("scores-2-0 is skipped: it was already sent again");
        assertThat(broker.committedRecords(topics.scores())).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(score);
            assertThat(record.partition()).isEqualTo(2);
        });
        assertThat(said("redrive", "scores-2-0", "--again", "--json")).contains("\"sent\":[\"scores-2-0\"]");
        assertThat(broker.committedRecords(topics.scores())).hasSize(2);
    }

    @Test
    void of_notifications_are_sent_again_with_the_channel_that_did_not_take_them() throws Exception {
        byte[] incident = EventJson.write(IncidentBuilder.of("pump", 1).opened());
        ProducerRecord<byte[], byte[]> letter = new DeadLetter(
                        topics.incidents(),
                        2,
                        41,
                        null,
                        null,
                        incident,
                        new ProducerRecord<>("none", incident).headers(),
                        "ops: it answered 400")
                .to(topics.notificationsDlq(), Topics.MOST_LETTER_BYTES);
        letter.headers().add("vigia_notify_channel", "ops".getBytes(StandardCharsets.UTF_8));
        broker.producer().send(letter).get();

        assertThat(said("list", "--topic", "notifications")).contains("notifications-2-0", "ops: it answered 400");
        assertThat(said("redrive", "notifications-2-0")).contains("1 dead letter sent again");
        assertThat(broker.committedRecords(topics.incidents())).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(incident);
            assertThat(record.partition()).isEqualTo(2);
            assertThat(record.headers().lastHeader("vigia_notify_channel").value())
                    .isEqualTo("ops".getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void of_a_sensor_that_was_deleted_since_stay_dead() throws Exception {
        byte[] score =
                EventJson.write((ScoreEvent) ScoreBuilder.of("pump", 1, 2).build());
        letter(topics.scoresDlq(), topics.scores(), 2, "pump", score, -1, "TSDB: no room");
        broker.producer()
                .send(new ProducerRecord<>(
                        topics.scores(), 2, "pump".getBytes(StandardCharsets.UTF_8), EventJson.write((ScoreEvent)
                                new Deletion("d", "pump"))))
                .get();
        assertThat(dlq("redrive", "scores-2-0")).isEqualTo(1);
        assertThat(err.toString()).contains("sensor pump was deleted later, and this score would restore it");
        assertThat(broker.committedRecords(topics.scores())).hasSize(1);
    }

    @Test
    void are_sent_by_the_later_of_two_redrives_and_by_nobody_twice() throws Exception {
        letter(topics.readingsDlq(), topics.readings(), 3, "pump", "{}", "ts is missing");
        var kafka = broker.settings(topics.prefix());
        Letter letter = new Letters(kafka, new Offsets(broker.admin())).find(new LetterId(LetterBox.READINGS, 3, 0));
        try (Redrive stopped = new Redrive(kafka, broker.admin(), false)) {
            stopped.asItIs(letter);
            // It dies here, before its commit; another one begins.
            try (Redrive next = new Redrive(kafka, broker.admin(), false)) {
                assertThat(next.isDone(letter)).isFalse();
                next.asItIs(letter);
                assertThat(next.commit()).isEqualTo(1);
            }
            assertThatThrownBy(stopped::commit)
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("sent nothing");
        }
        assertThat(broker.committedRecords(topics.readings())).hasSize(1);
    }

    private void letter(String dlq, String origin, int partition, String key, String value, String reason)
            throws ExecutionException, InterruptedException {
        letter(dlq, origin, partition, key, value.getBytes(StandardCharsets.UTF_8), 41, reason);
    }

    private void letter(String dlq, String origin, int partition, String key, byte[] value, String reason)
            throws ExecutionException, InterruptedException {
        letter(dlq, origin, partition, key, value, 41, reason);
    }

    private void letter(String dlq, String origin, int partition, String key, byte[] value, long offset, String reason)
            throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(dlq, partition, key.getBytes(StandardCharsets.UTF_8), value);
        for (String[] header : new String[][] {
            {"message", reason},
            {"topic", origin},
            {"partition", Integer.toString(partition)},
            {"offset", Long.toString(offset)}
        }) {
            record.headers().add(RecordHeaders.DEAD_LETTER + header[0], header[1].getBytes(StandardCharsets.UTF_8));
        }
        broker.producer().send(record).get();
    }

    private String said(String... words) {
        out.getBuffer().setLength(0);
        assertThat(dlq(words)).as(err::toString).isZero();
        return out.toString();
    }

    private int dlq(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(
                all.isEmpty() ? 0 : 1,
                List.of("--kafka", broker.bootstrapServers(), "--topic-prefix", topics.prefix()));
        return new CommandLine(new DlqCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
