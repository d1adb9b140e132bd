package io.vigia.detection.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigia.detection.model.AdaptiveParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rule with season and held baseline switched off, against a separate program for the same formulas: over traces of it
 * that are kept here, and, where the program and its series are at hand, over those. {@code VIGIA_SHARED} names their
 * folder, {@code ../shared} of the repository if it is not set; {@code VIGIA_REFERENCE=all} takes every series instead of
 * every tenth.
 */
class ReferenceTest {
    private static final AdaptiveParameters PARAMETERS = new AdaptiveParameters(
            250, 500, 5, 0.1, 10_000, 2_000, 0.85, 0.6, 1, 1, 0, 1.5, 20, 50, 3, 20, false, 75, 75, 0, 500, 86_400_000);
    private static final String DRIVER = """
            import sys, importlib.util
            spec = importlib.util.spec_from_file_location('reference', sys.argv[1])
            reference = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(reference)
            reference.P['wZ'] = reference.P['wP'] = 0
            sensor = reference.Sensor()
            print('value,status,score,anomaly,alarm,lower,upper,J,D,A,M1,M2,Q')
            for line in open(sys.argv[2]).read().split('\\n')[1:]:
                if line:
                    x = float(line.split(',')[1])
                    v = sensor.step(x)
                    parts = [v.parts.get(name) for name in ('J', 'D', 'A', 'M1', 'M2', 'Q')]
                    print(','.join([repr(x), v.status, repr(v.score), repr(v.anomaly), repr(v.alarm), repr(v.lower),
                                    repr(v.upper)] + [repr(part) for part in parts]))
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sine", "steps", "spikes"})
    void every_part_of_every_score_is_that_of_a_kept_trace(String name) throws IOException {
        String file = "trace-" + name + ".csv";
        try (InputStream in = Objects.requireNonNull(ReferenceTest.class.getResourceAsStream(file), file)) {
            compare(
                    file,
                    new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                            .lines()
                            .toList());
        }
    }

    @Test
    void every_part_of_every_score_is_that_of_the_reference() throws IOException, InterruptedException {
        String named = System.getenv("VIGIA_SHARED");
        Path shared = Path.of(named == null ? "../../../shared" : named);
        Path reference = shared.resolve("detection-reference.py");
        boolean found = Files.exists(reference) && Files.isDirectory(shared.resolve("datasets"));
        if (!found) {
            System.err.println("ReferenceTest compared kept traces alone: " + reference + " was not found");
        }
        assumeTrue(found, reference + " was not found: scores were compared with kept traces alone");
        Path driver = Files.writeString(folder.resolve("driver.py"), DRIVER);
        List<Path> series;
        try (Stream<Path> files = Files.walk(shared.resolve("datasets"))) {
            series = files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        int step = "all".equals(System.getenv("VIGIA_REFERENCE")) ? 1 : 10;
        for (int i = 0; i < series.size(); i += step) {
            compare(series.get(i).toString(), run(driver, reference, series.get(i)));
        }
    }

    private static List<String> run(Path driver, Path reference, Path series) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", driver.toString(), reference.toString(), series.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            List<String> lines = out.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }

    private static void compare(String name, List<String> lines) {
        PlainSensor sensor = new PlainSensor(PARAMETERS);
        for (int row = 1; row < lines.size(); row++) {
            String[] fields = lines.get(row).split(",", -1);
            Verdict found = sensor.judge(Double.parseDouble(fields[0]), row * 1000L);
            String where = name + ", row " + row + ": " + lines.get(row);
            assertThat(found.provisional()).as(where).isEqualTo(fields[1].equals("provisional"));
            assertThat(found.anomaly()).as(where).isEqualTo(fields[3].equals("True"));
            assertThat(found.alarm()).as(where).isEqualTo(fields[4].equals("True"));
            near(where, found.total(), fields[2]);
            if (found.provisional() && !Double.isNaN(found.lower())) {
                near(where, found.lower(), fields[5]);
                near(where, found.upper(), fields[6]);
            }
            if (!found.provisional()) {
                near(where, found.parts.value, fields[7]);
                near(where, found.parts.step, fields[8]);
                near(where, found.parts.error, fields[9]);
                near(where, found.parts.shortShift, fields[10]);
                near(where, found.parts.longShift, fields[11]);
                near(where, found.parts.quiet, fields[12]);
            }
        }
    }

    private static void near(String where, double found, String expected) {
        if (!expected.equals("None")) {
            double number = Double.parseDouble(expected);
            assertThat(found).as(where).isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
        }
    }
}
