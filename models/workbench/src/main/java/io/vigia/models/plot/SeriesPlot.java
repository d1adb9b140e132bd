package io.vigia.models.plot;

import io.vigia.models.series.JudgedSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;

/**
 * A picture of a judged series: all of it above, and below a stretch around its worst anomaly (its end, if it has none).
 * Needs no display.
 */
public final class SeriesPlot {
    private static final int WIDTH = 1_600;
    private static final int HEIGHT = 480;
    private static final int CLOSE_UP = 240;

    private SeriesPlot() {}

    /** The bytes of a PNG of a series with at least one row. */
    public static byte[] png(String title, JudgedSeries judged) {
        return png(title, judged, new BitSet());
    }

    /**
     * The bytes of a PNG of a series with at least one row.
     *
     * @param marked rows that people marked as anomalous, shown as shaded stretches
     */
    public static byte[] png(String title, JudgedSeries judged, BitSet marked) {
        System.setProperty("java.awt.headless", "true");
        int from = closeUp(judged);
        int to = Math.min(from + CLOSE_UP, judged.length());
        String below = judged.worst() < 0 ? "the last " + (to - from) + " values" : "around the highest score";
        var panels = List.of(
                new Panel(title, judged, marked, WIDTH, HEIGHT).chart(),
                new Panel(below, judged.slice(from, to), marked.get(from, to), WIDTH, HEIGHT).chart());
        return bytes(panels);
    }

    /**
     * The bytes of a PNG of what two models said of the same rows, one below the other.
     *
     * @param around the row that the stretch lies around
     */
    public static byte[] pair(String title, JudgedSeries judged, String otherTitle, JudgedSeries other, int around) {
        System.setProperty("java.awt.headless", "true");
        int from = start(judged, around);
        int to = Math.min(from + CLOSE_UP, judged.length());
        var none = new BitSet();
        return bytes(List.of(
                new Panel(title, judged.slice(from, to), none, WIDTH, HEIGHT).chart(),
                new Panel(otherTitle, other.slice(from, to), none, WIDTH, HEIGHT).chart()));
    }

    private static byte[] bytes(List<XYChart> panels) {
        try {
            var png = new ByteArrayOutputStream();
            BitmapEncoder.saveBitmap(panels, 2, 1, png, BitmapFormat.PNG);
            return png.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static int closeUp(JudgedSeries judged) {
        int worst = judged.worst();
        return start(judged, worst < 0 ? judged.length() : worst);
    }

    private static int start(JudgedSeries judged, int around) {
        int latest = Math.max(0, judged.length() - CLOSE_UP);
        return Math.max(0, Math.min(latest, around - CLOSE_UP / 2));
    }
}
