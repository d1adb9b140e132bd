package io.vigia.models.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.detection.onnx.ModelBundle;
import io.vigia.models.series.JudgedSeries;
import io.vigia.models.series.Series;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SeriesPlotTest {
    private static final ModelBundle BUNDLE = ModelBundle.shipped();

    @AfterAll
    static void close() {
        BUNDLE.close();
    }

    @Test
    void a_series_with_a_fault_is_drawn_with_an_alarm() throws IOException {
        var judged = judge(wave(1_200, 900));
        var marked = new BitSet();
        marked.set(880, 920);

        assertThat(judged.alarms().get(900)).isTrue();
        assertThat(judged.worst()).isEqualTo(900);
        keep("wave.png", assertDrawn(SeriesPlot.png("wave", judged.slice(500, 1_200), marked.get(500, 1_200))));
    }

    @Test
    void long_short_constant_and_extreme_series_are_drawn() throws IOException {
        keep("long.png", assertDrawn(SeriesPlot.png("long", judge(wave(20_000, 15_000)))));
        assertDrawn(SeriesPlot.png("one value", judge(series(new double[] {3}))));
        assertDrawn(SeriesPlot.png("constant", judge(series(new double[600]))));
        assertDrawn(SeriesPlot.png("extreme", judge(series(new double[] {-Double.MAX_VALUE, 0, Double.MAX_VALUE}))));
        var still = new Series("still", new long[40], new double[40]);
        assertDrawn(SeriesPlot.png("no time passes", judge(still)));
    }

    @Test
    void rows_shown_of_a_long_series_hold_its_extremes_and_all_anomalies() {
        var judged = judge(wave(20_000, 15_000));
        int[] rows = PlotRows.of(judged);

        assertThat(rows).contains(0, 15_000, 19_999).hasSizeLessThan(3_200).isSorted();
        assertThat(rows).contains(judged.anomalies().stream().toArray());
    }

    private static byte[] assertDrawn(byte[] png) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(1_600);
        assertThat(image.getHeight()).isEqualTo(960);
        return png;
    }

    /** In the build's folder, for people to look at. */
    private static void keep(String name, byte[] png) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "plots")).resolve(name), png);
    }

    private static JudgedSeries judge(Series series) {
        return JudgedSeries.of(BUNDLE.model(), series);
    }

    private static Series wave(int length, int fault) {
        var random = new Random(3);
        var values = new double[length];
        for (int row = 0; row < length; row++) {
            values[row] = 20 + 5 * Math.sin(row / 24.0) + 0.3 * random.nextGaussian() + (row == fault ? 15 : 0);
        }
        return series(values);
    }

    private static Series series(double[] values) {
        var times = new long[values.length];
        for (int row = 0; row < times.length; row++) {
            times[row] = 1_700_000_000_000L + row * 300_000L;
        }
        return new Series("s", times, values);
    }
}
