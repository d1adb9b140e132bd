package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** All three services under a wall clock that the test sets; Kafka and Redis keep theirs. */
@DisplayName("A clock that jumps by an hour, there and back,")
class ClockJumpTest {
    private static final long HOUR = 3_600;
    private static final int EACH = 5;

    @TempDir
    private Path folder;

    @Test
    void loses_no_reading_and_holds_up_no_verdict() throws IOException {
        Path library = library();
        Path clock = folder.resolve("clock");
        set(clock, 0);
        String sensor = Target.newSensor();
        List<Double> sent = new ArrayList<>();
        try (Pipeline vigia = Pipeline.start(Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                clock.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                // As on a real machine: only the wall clock is ever set.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise the JVM's own threads, which wait by the other clock, never wait.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0"))) {
            for (long ahead : new long[] {0, HOUR, 0, -HOUR, 0}) {
                set(clock, ahead);
                awaitClock(vigia, ahead);
                for (int i = 0; i < EACH; i++) {
                    sent.add(70.0 + sent.size() % 3);
                    vigia.calls.json("/nuevo?sensor=" + sensor + "&dato=" + sent.get(sent.size() - 1));
                }
                sent.add(70.5);
                JsonNode verdict = vigia.calls.json("/detectar?sensor=" + sensor + "&dato=70.5");
                assertThat(verdict.get("estado").asString())
                        .as("%s s ahead", ahead)
                        .isIn("warming_up", "provisional");
            }
            vigia.awaitStored();
            List<Double> stored = new ArrayList<>();
            vigia.calls
                    .json("/api/v1/sensors/" + sensor + "/readings?order=asc")
                    .get("items")
                    .forEach(item -> stored.add(item.get("value").asDouble()));
            assertThat(stored).isEqualTo(sent);
            // Kafka's clients may be out of their groups when the clock jumps, and say so; they join again.
            assertThat(vigia.detector.log().lines()).noneMatch(line -> line.matches(".* ERROR .* io?\\.v(igia)?\\..*"));
        }
    }

    /** As a whole: half a line would be another time. */
    private static void set(Path clock, long ahead) throws IOException {
        Path part = Files.writeString(clock.resolveSibling("part"), "%+d".formatted(ahead));
        Files.move(part, clock, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitClock(Pipeline vigia, long ahead) {
        await("the clock")
                .atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> assertThat(Duration.between(Instant.now().plusSeconds(ahead), serverTime(vigia))
                                .abs())
                        .isLessThan(Duration.ofMinutes(2)));
    }

    private static Instant serverTime(Pipeline vigia) throws IOException {
        String date =
                vigia.calls.get("/api/v1/pipeline").headers().firstValue("Date").orElseThrow();
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private static Path library() {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
                .map(folder -> Path.of(folder, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> Machine.lacks(
                        "No libfaketime here; apt-get install faketime. NOT CHECKED: a clock that is set by an hour"));
    }
}
