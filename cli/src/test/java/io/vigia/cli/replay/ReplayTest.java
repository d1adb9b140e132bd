package io.vigia.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.cli.kafka.Feed;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.record.RecordCommand;
import io.vigia.cli.record.Selection;
import io.vigia.cli.send.Pace;
import io.vigia.runtime.answer.Json;
import io.vigia.settings.Variables;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreWrite;
import io.vigia.store.redis.RedisSeriesStore;
import io.vigia.store.redis.RedisSettings;
import io.vigia.testkit.KafkaBroker;
import io.vigia.testkit.RedisServer;
import io.vigia.testkit.ScoreBuilder;
import io.vigia.testkit.StartsServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@StartsServers
@DisplayName("A replay")
class ReplayTest {
    private static final KafkaBroker BROKER = KafkaBroker.shared();
    private static final OriginalRun ORIGINAL = new OriginalRun(BROKER);
    private static final int COMPARED = OriginalRun.SENSORS.size() * OriginalRun.ROUNDS;

    @TempDir
    static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void play() throws IOException {
        ORIGINAL.play(folder);
    }

    @Test
    void says_the_same_byte_for_byte_run_after_run_and_touches_nothing_of_the_original() throws Exception {
        Map<String, String> before = everythingBut();
        String first = KafkaBroker.uniquePrefix();
        String second = KafkaBroker.uniquePrefix();

        assertThat(replay("run", "--into", first, "--json")).as(err::toString).isZero();
        JsonNode report = Json.MAPPER.readTree(out.toString());
        assertThat(replay("run", "--into", second)).isZero();

        assertThat(scores(first)).isEqualTo(scores(ORIGINAL.prefix())).isEqualTo(scores(second));
        assertThat(incidents(ORIGINAL.prefix())).isNotEmpty();
        assertThat(incidents(first)).isEqualTo(incidents(ORIGINAL.prefix())).isEqualTo(incidents(second));
        assertThat(report.path("compared").asInt()).isEqualTo(COMPARED);
        assertThat(report.path("changed").asInt()).isZero();
        assertThat(report.path("otherNumbers").asInt()).isZero();
        assertThat(report.path("deadLetters").asInt()).isEqualTo(1);
        assertThat(report.path("anomaliesBefore").asInt()).isPositive();
        assertThat(out.toString()).contains("No verdict changed, and all scores are identical, byte for byte.");
        assertThat(everythingBut(first, second)).isEqualTo(before);

        assertThat(replay("delete", first)).isZero();
        assertThat(replay("delete", second)).isZero();
        // The broker deletes a little after it has said so.
        Awaitility.await()
                .atMost(KafkaBroker.PATIENCE)
                .until(() -> BROKER.admin().listTopics().names().get().stream()
                        .allMatch(topic -> isOriginal(topic, first, second)));
        assertThat(everythingBut()).isEqualTo(before);
    }

    @Test
    void of_a_recording_says_what_its_original_said() throws Exception {
        Path file = folder.resolve("run.vigia.gz");
        assertThat(new CommandLine(new RecordCommand())
                        .setOut(new PrintWriter(out))
                        .execute(original("--out", file.toString())))
                .isZero();
        assertThat(out.toString())
                .contains("184 readings", "181 scores", "2 models")
                .doesNotContain("part");
        String prefix = KafkaBroker.uniquePrefix();
        out.getBuffer().setLength(0);

        // Under a prefix where nobody ever ran: the file has all that it takes.
        assertThat(command()
                        .execute(
                                "run",
                                file.toString(),
                                "--kafka",
                                BROKER.bootstrapServers(),
                                "--topic-prefix",
                                KafkaBroker.uniquePrefix(),
                                "--into",
                                prefix,
                                "--json"))
                .as(err::toString)
                .isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).path("compared").asInt())
                .isEqualTo(COMPARED);
        assertThat(scores(prefix)).isEqualTo(scores(ORIGINAL.prefix()));
    }

    @Test
    void with_another_model_tells_which_verdicts_changed() throws Exception {
        Path page = folder.resolve("report.html");
        String tight = OriginalRun.bundle(folder, "tight", 0.5).toString();
        assertThat(replay(
                        "run",
                        "--into",
                        KafkaBroker.uniquePrefix(),
                        "--model",
                        tight,
                        "--report",
                        page.toString(),
                        "--sensors",
                        "boiler-*",
                        "--json"))
                .as(err::toString)
                .isEqualTo(1);
        JsonNode report = Json.MAPPER.readTree(out.toString());
        assertThat(report.path("changed").asInt()).isPositive();
        assertThat(report.path("anomaliesNow").asInt())
                .isGreaterThan(report.path("anomaliesBefore").asInt());
        assertThat(report.path("model").asString("")).startsWith("tight@1 ");
        assertThat(report.path("sensors").findValuesAsString("sensor")).containsExactly("boiler-1", "boiler-2");
        assertThat(report.path("changes").path(0).path("now").path("model").asString(""))
                .isEqualTo("tight@1");
        assertThat(Files.readString(page))
                .contains("<svg class=\"values\"", "<path class=\"anomaly\" d=\"M", "boiler-1", "verdicts changed.");
    }

    @Test
    void of_a_part_is_led_there_by_what_came_before() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> pump = BROKER
                .records(ORIGINAL.topics().readings())
                .stream()
                .filter(record -> Arrays.equals(record.key(), "pump-1".getBytes(StandardCharsets.UTF_8))
                        && text(record.value()).contains("\"value\""))
                .toList();
        ConsumerRecord<byte[], byte[]> middle = pump.get(40);
        String[] part = {
            "run", "--sensors", "pump-1", "--from", middle.partition() + "@" + middle.offset(), "--json", "--into"
        };
        String led = KafkaBroker.uniquePrefix();
        assertThat(replay(with(part, led))).as(err::toString).isZero();
        assertThat(Json.MAPPER.readTree(out.toString()).path("compared").asInt())
                .isEqualTo(OriginalRun.ROUNDS - 40);
        out.getBuffer().setLength(0);

        String[] cold = {
            "run",
            "--sensors",
            "pump-1",
            "--from",
            Long.toString(middle.timestamp()),
            "--lead",
            "0s",
            "--json",
            "--into"
        };
        assertThat(replay(with(cold, KafkaBroker.uniquePrefix())))
                .as("it warms up where the original had a window")
                .isEqualTo(1);
    }

    @Test
    void that_was_stopped_goes_on_where_it_was() {
        String prefix = KafkaBroker.uniquePrefix();
        stopAfter(prefix, 77);
        long copied = BROKER.records(prefix + ".readings.v1").size();
        assertThat(copied).isEqualTo(77);

        assertThat(replay("continue", prefix)).as(err::toString).isZero();
        assertThat(scores(prefix)).isEqualTo(scores(ORIGINAL.prefix()));
        assertThat(out.toString()).contains("compared " + COMPARED + " verdicts");

        out.getBuffer().setLength(0);
        assertThat(replay("report", prefix)).as(err::toString).isZero();
        assertThat(out.toString()).contains("compared " + COMPARED + " verdicts");

        assertThat(replay("run", "--into", prefix)).as("the same again").isZero();
        assertThat(BROKER.records(prefix + ".readings.v1"))
                .hasSameSizeAs(BROKER.records(ORIGINAL.topics().readings()).stream()
                        .filter(record ->
                                record.key() != null || text(record.value()).matches(".*\"(settings|maintenance)\".*"))
                        .toList());
        assertThat(replay("run", "--into", prefix, "--sensors", "pump-1")).isEqualTo(3);
        assertThat(err.toString()).contains("the prefix " + prefix + " has a replay of another source");
    }

    private void stopAfter(String prefix, int records) {
        Request request = new Request(
                BROKER.settings(ORIGINAL.prefix()),
                null,
                new Selection(null, null, null, List.of(), Selection.Text.ALL),
                null);
        Preparation.Ready ready = new Preparation(request, BROKER.admin()).begin(prefix);
        int[] passed = {0};
        try (Feed some = ready.source().readings(true, () -> {}).only(record -> passed[0]++ < records)) {
            new Copy(
                            ready.isolated().kafka(),
                            new Offsets(BROKER.admin()),
                            ready.plan().spans())
                    .run(some, new Pace(0, duration -> {}, System::nanoTime));
        }
    }

    @Test
    void that_is_kept_in_a_redis_has_keys_of_its_own_there_until_it_is_deleted() throws Exception {
        String prefix = KafkaBroker.uniquePrefix();
        try (RedisServer redis = RedisServer.required();
                SeriesStore production = store(redis, ORIGINAL.prefix());
                SeriesStore kept = store(redis, prefix)) {
            String address = redis.host() + ":" + redis.port();
            production.write(List.of(
                    new StoreWrite.Scored(ScoreBuilder.of("pump-1", 1, 20).build())));
            Map<String, List<Sample>> before = samples(production);

            assertThat(replay("run", "--into", prefix, "--redis", address))
                    .as(err::toString)
                    .isZero();

            assertThat(samples(kept))
                    .allSatisfy((sensor, samples) -> assertThat(samples)
                            // Some are late ones in the place of others, some were deleted.
                            .hasSizeGreaterThan(OriginalRun.ROUNDS / 2)
                            .anyMatch(sample -> sample.score() > 0));
            assertThat(samples(production)).isEqualTo(before);
            assertThat(out.toString()).contains("'vigia replay delete " + prefix + " --redis " + address + "'");

            assertThat(replay("delete", prefix, "--redis", address)).isZero();
            assertThat(samples(kept))
                    .allSatisfy((sensor, samples) -> assertThat(samples).isEmpty());
            assertThat(samples(production)).isEqualTo(before);
        }
        assertThat(replay("run", "--into", KafkaBroker.uniquePrefix(), "--redis", "localhost:1"))
                .isEqualTo(3);
        assertThat(err.toString()).contains("Redis at localhost:1 is unavailable");
    }

    private static SeriesStore store(RedisServer redis, String prefix) {
        Map<String, String> variables =
                Map.of("REDIS_HOST", redis.host(), "REDIS_PORT", Integer.toString(redis.port()));
        return RedisSeriesStore.open(RedisSettings.from(Variables.of(variables)), prefix);
    }

    private static Map<String, List<Sample>> samples(SeriesStore store) {
        return OriginalRun.SENSORS.stream()
                .collect(Collectors.toMap(
                        sensor -> sensor,
                        sensor -> store.range(sensor, 0, Long.MAX_VALUE >> 10, 1_000, Order.OLDEST_FIRST)));
    }

    @Test
    void deletes_only_what_a_replay_made() {
        assertThat(replay("delete", ORIGINAL.prefix())).isEqualTo(3);
        assertThat(err.toString()).contains("no replay with the prefix " + ORIGINAL.prefix());
        assertThat(replay("run", "--into", ORIGINAL.prefix())).isEqualTo(3);
        assertThat(replay("continue", KafkaBroker.uniquePrefix())).isEqualTo(3);
        assertThat(err.toString()).contains("no replay with the prefix");
        String taken = KafkaBroker.uniquePrefix();
        BROKER.create(taken + ".readings.v1", 12);
        assertThat(replay("run", "--into", taken)).isEqualTo(3);
        assertThat(err.toString()).contains("the prefix " + taken + " has topics that are not of a replay");
    }

    private CommandLine command() {
        return new CommandLine(new ReplayCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    }

    private int replay(String... words) {
        return command().execute(original(words));
    }

    private static String[] original(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--kafka", BROKER.bootstrapServers(), "--topic-prefix", ORIGINAL.prefix()));
        return all.toArray(String[]::new);
    }

    private static String[] with(String[] words, String last) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(last);
        return all.toArray(String[]::new);
    }

    /** The bytes of each sensor's scores, in order. */
    private static Map<String, List<String>> scores(String prefix) {
        return bySensor(prefix + ".scores.v1");
    }

    private static Map<String, List<String>> incidents(String prefix) {
        return bySensor(prefix + ".incidents.v1");
    }

    private static Map<String, List<String>> bySensor(String topic) {
        Map<String, List<String>> records = new TreeMap<>();
        BROKER.committedRecords(topic)
                .forEach(record -> records.computeIfAbsent(text(record.key()), sensor -> new ArrayList<>())
                        .add(record.partition() + " " + record.timestamp() + " " + text(record.value())));
        return records;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Where every topic ends and what every group has committed, but those of some prefixes. */
    private static Map<String, String> everythingBut(String... prefixes) throws Exception {
        Offsets offsets = new Offsets(BROKER.admin());
        Map<String, String> all = new TreeMap<>();
        for (String topic : new TreeSet<>(BROKER.admin().listTopics().names().get())) {
            if (isOriginal(topic, prefixes)) {
                all.put(topic, offsets.ends(topic).toString());
            }
        }
        Set<String> groups = BROKER.admin().listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toSet());
        groups.stream()
                .filter(group -> isOriginal(group, prefixes))
                .forEach(group ->
                        all.put("group " + group, new TreeMap<>(Map.of("at", offsets.committed(group))).toString()));
        return all;
    }

    private static boolean isOriginal(String name, String... prefixes) {
        return Arrays.stream(prefixes).noneMatch(name::startsWith);
    }
}
