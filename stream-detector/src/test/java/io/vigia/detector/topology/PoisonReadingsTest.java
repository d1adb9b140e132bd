package io.vigia.detector.topology;

import static io.vigia.detector.topology.TopologyHarness.ARRIVAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.contract.ModelOutcome;
import io.vigia.contract.RecordHeaders;
import io.vigia.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What others put among the readings")
class PoisonReadingsTest {
    private static final int MEGABYTE = 1_000_000;
    private static final Headers NO_HEADERS = new org.apache.kafka.common.header.internals.RecordHeaders();

    private final TopologyHarness vigia = new TopologyHarness(200);

    @AfterEach
    void close() {
        vigia.close();
    }

    private void send(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        vigia.readings.pipeInput(new TestRecord<>(key, value, headers, ARRIVAL));
    }

    private void send(String key, String value) {
        vigia.sendRaw(key, value.getBytes(StandardCharsets.UTF_8));
    }

    private TestRecord<byte[], byte[]> onlyLetter() {
        List<TestRecord<byte[], byte[]>> letters = vigia.records(vigia.topics.readingsDlq());
        assertThat(letters).hasSize(1);
        vigia.ask("s", 1);
        assertThat(vigia.scores()).as("the next record goes on").isNotEmpty();
        return letters.get(0);
    }

    private static String header(TestRecord<?, ?> letter, String name) {
        Header header = Objects.requireNonNull(letter.headers().lastHeader(name), name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static int bytes(TestRecord<byte[], byte[]> letter) {
        int bytes = length(letter.key()) + length(letter.value());
        for (Header header : letter.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static String reading(String id, String more) {
        return "{\"id\":\"" + id + "\",\"sensor\":\"s\",\"ts\":1,\"tsSource\":\"server\",\"value\":1,\"detect\":false"
                + more + "}";
    }

    private static byte[] rubbish(int bytes) {
        byte[] rubbish = new byte[bytes];
        new Random(1).nextBytes(rubbish);
        return rubbish;
    }

    @Test
    void an_invalid_sensor_of_any_length_makes_a_letter_hardly_larger_than_its_record() {
        String value = "{\"id\":\"a\",\"sensor\":\"" + "ñ".repeat(350_000) + "\",\"ts\":1,\"value\":1}";
        send("s", value);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo(value);
        assertThat(bytes(letter)).isLessThan(value.getBytes(StandardCharsets.UTF_8).length + 1_000);
    }

    @Test
    void a_key_of_a_megabyte_and_an_id_of_a_million_characters_too() {
        send("k".repeat(MEGABYTE), reading("a", ""));
        assertThat(bytes(onlyLetter())).isLessThan(MEGABYTE + 2_000);
        send("s", reading("i".repeat(MEGABYTE), ""));
        assertThat(header(onlyLetter(), "__streams.errors.message")).startsWith("id has 1000000 characters");
    }

    @Test
    void rubbish_that_was_three_megabytes_before_it_was_packed_is_an_excerpt_with_its_place() {
        byte[] rubbish = rubbish(3 * MEGABYTE);
        send(null, rubbish, NO_HEADERS);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(header(letter, RecordHeaders.CUT)).isEqualTo("3000000");
        assertThat(header(letter, "__streams.errors.topic")).isEqualTo(vigia.topics.readings());
        assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
        assertThat(rubbish).startsWith(letter.value());
    }

    @Test
    void rubbish_that_just_fits_into_a_record_is_kept_byte_for_byte() {
        byte[] rubbish = rubbish(1_047_500);
        send(null, rubbish, NO_HEADERS);
        TestRecord<byte[], byte[]> letter = onlyLetter();
        assertThat(letter.value()).isEqualTo(rubbish);
        assertThat(bytes(letter)).isLessThan(Topics.MOST_LETTER_BYTES);
    }

    @Test
    void nulls_and_nine_hundred_headers_stop_nothing() {
        Headers headers = new org.apache.kafka.common.header.internals.RecordHeaders();
        for (int i = 0; i < 900; i++) {
            headers.add("h" + i, new byte[i]);
        }
        headers.add("null", null);
        send(null, null, headers);
        assertThat(onlyLetter().headers()).hasSizeGreaterThan(900);
    }

    @Test
    void events_of_an_unknown_type_are_counted_and_no_letters() {
        send("s", "{\"id\":\"a\",\"type\":\"party\",\"sensor\":\"s\",\"guests\":[1]}");
        send("", "{\"type\":\"other\"}");
        vigia.ask("s", 1);
        assertThat(vigia.scores()).hasSize(1);
        assertThat(vigia.records(vigia.topics.readingsDlq())).isEmpty();
        assertThat(vigia.meters.counter("vigia.detector.skipped").count()).isEqualTo(2);
    }

    @Test
    void readings_with_a_megabyte_in_an_unknown_field_are_judged_and_kept_small_while_they_wait() {
        String more = ",\"note\":\"" + "n".repeat(MEGABYTE) + "\",\"nested\":{\"a\":[1,{\"b\":null}]}";
        for (int i = 0; i < 150; i++) {
            send("s", reading("r" + i, more));
        }
        vigia.letBatchesExpire();
        assertThat(vigia.scores()).hasSize(150);
        assertThat(vigia.records(vigia.topics.readingsDlq())).isEmpty();
        List<String> changelogs = vigia.driver.producedTopicNames().stream()
                .filter(name -> name.endsWith("-changelog"))
                .toList();
        assertThat(changelogs)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(vigia.changelog(name))
                        .allSatisfy(value -> assertThat(value.length).isLessThan(5_000)));
    }

    @Test
    void a_change_of_model_with_a_megabyte_in_an_unknown_field_is_followed_and_kept_small() {
        vigia.models.deploy("second", 3, 10);
        send(
                "*",
                "{\"id\":\"c\",\"type\":\"model\",\"sensors\":\"*\",\"model\":\"second@1\",\"sha256\":\""
                        + StandInModels.SHA_256 + "\",\"more\":\"" + "m".repeat(MEGABYTE) + "\"}");
        assertThat(vigia.outcomes()).singleElement().matches(ModelOutcome::accepted);
        assertThat(vigia.driver
                        .<String, byte[]>getKeyValueStore(DetectTopology.ASSIGNMENTS)
                        .get("*"))
                .hasSizeLessThan(5_000);
    }

    @Test
    void a_kafka_timestamp_that_is_missing_or_far_ahead_is_the_time_at_which_the_record_is_read() {
        long now = ARRIVAL.toEpochMilli();
        ArrivalTime arrival = new ArrivalTime(InstantSource.fixed(ARRIVAL));
        assertThat(arrival.extract(stamped(ConsumerRecord.NO_TIMESTAMP), 5)).isEqualTo(now);
        assertThat(arrival.extract(stamped(1_000 * now), 5)).isEqualTo(now);
        assertThat(arrival.extract(stamped(Long.MAX_VALUE), 5)).isEqualTo(now);
        assertThat(arrival.extract(stamped(now + 3_600_000), 5)).isEqualTo(now + 3_600_000);
        assertThat(arrival.extract(stamped(0), 5)).isZero();
    }

    private static ConsumerRecord<Object, Object> stamped(long timestamp) {
        return new ConsumerRecord<>(
                "r", 0, 0, timestamp, TimestampType.CREATE_TIME, 1, 1, "k", "v", NO_HEADERS, Optional.empty());
    }
}
