package io.vigia.models.plot;

import io.vigia.models.series.JudgedSeries;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One chart: values, predictions, band, anomalies and alarms, and the stretches that people marked. */
final class Panel {
    private static final Color VALUE = new Color(0x1f, 0x4e, 0x79);
    private static final Color PREDICTION = new Color(0xe0, 0x8e, 0x0b);
    private static final Color BAND = new Color(0x1f, 0x4e, 0x79, 0x22);
    private static final Color MARKED = new Color(0x8b, 0x00, 0x8b, 0x26);
    private static final Color ANOMALY = new Color(0xf0, 0x6a, 0x5a);
    private static final Color ALARM = new Color(0xb0, 0x00, 0x20);

    private final JudgedSeries judged;
    private final ValueRange range;
    private final int[] rows;
    private final boolean dated;
    private final XYChart chart;

    Panel(String title, JudgedSeries judged, BitSet marked, int width, int height) {
        this.judged = judged;
        range = ValueRange.of(judged.series().values());
        rows = PlotRows.of(judged);
        dated = inOrder(judged.series().times());
        chart = new XYChartBuilder().title(title).width(width).height(height).build();
        style();
        areas("marked by people", MARKED, marked::get, row -> range.low(), row -> range.high());
        areas("band", BAND, row -> !Double.isNaN(judged.prediction()[row]), row -> lower(row), row -> upper(row));
        line("value", VALUE, 1.2f, judged.series().values());
        line("prediction", PREDICTION, 0.8f, judged.prediction());
        points("anomaly", ANOMALY, SeriesMarkers.CIRCLE, judged.anomalies());
        points("alarm", ALARM, SeriesMarkers.DIAMOND, judged.alarms());
    }

    XYChart chart() {
        return chart;
    }

    private static boolean inOrder(long[] times) {
        return times.length > 1
                && times[0] < times[times.length - 1]
                && IntStream.range(1, times.length).allMatch(row -> times[row - 1] <= times[row]);
    }

    private void style() {
        var styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE).setChartBackgroundColor(Color.WHITE);
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
        styler.setPlotGridLinesColor(new Color(0xe4, 0xe4, 0xe4)).setPlotBorderColor(Color.LIGHT_GRAY);
        styler.setYAxisMin(range.low()).setYAxisMax(range.high());
        styler.setLocale(Locale.ROOT).setTimezone(TimeZone.getDefault());
        if (dated) {
            long[] times = judged.series().times();
            boolean days = times[times.length - 1] - times[0] > 3 * 86_400_000L;
            styler.setDatePattern(days ? "yyyy-MM-dd" : "MM-dd HH:mm");
            styler.setXAxisTickMarkSpacingHint(110);
        }
    }

    private double lower(int row) {
        return Double.isNaN(judged.lower()[row]) ? range.low() : range.within(judged.lower()[row]);
    }

    private double upper(int row) {
        return Double.isNaN(judged.upper()[row]) ? range.high() : range.within(judged.upper()[row]);
    }

    private void line(String name, Color color, float width, double[] column) {
        boolean empty = IntStream.of(rows).allMatch(row -> Double.isNaN(column[row]));
        if (!empty) {
            add(name, x(rows), y(rows, row -> range.within(column[row])))
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Line)
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(color)
                    .setLineStyle(new BasicStroke(width));
        }
    }

    private void points(String name, Color color, Marker marker, BitSet which) {
        int[] chosen = which.stream().toArray();
        if (chosen.length > 0) {
            var series = add(
                    name,
                    x(chosen),
                    y(chosen, row -> range.within(judged.series().values()[row])));
            series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            series.setMarker(marker).setMarkerColor(color);
        }
    }

    /** A polygon for each stretch of shown rows that {@code inside} holds for. */
    private void areas(
            String name, Color color, IntPredicate inside, IntToDoubleFunction low, IntToDoubleFunction high) {
        boolean first = true;
        int from = 0;
        while (from < rows.length) {
            int to = from;
            while (to < rows.length && inside.test(rows[to])) {
                to++;
            }
            if (to > from) {
                area(first ? name : name + from, color, Arrays.copyOfRange(rows, from, to), low, high)
                        .setShowInLegend(first);
                first = false;
            }
            from = to + 1;
        }
    }

    private XYSeries area(String name, Color color, int[] stretch, IntToDoubleFunction low, IntToDoubleFunction high) {
        List<Object> x = new ArrayList<>(x(stretch));
        List<Double> y = new ArrayList<>(y(stretch, low));
        List<Object> back = new ArrayList<>(x);
        List<Double> top = new ArrayList<>(y(stretch, high));
        Collections.reverse(back);
        Collections.reverse(top);
        x.addAll(back);
        y.addAll(top);
        var series = add(name, x, y).setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
        series.setFillColor(color);
        series.setLineColor(new Color(0, 0, 0, 0));
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private XYSeries add(String name, List<?> x, List<Double> y) {
        return chart.addSeries(name, x, y);
    }

    private List<?> x(int[] chosen) {
        long[] times = judged.series().times();
        return dated
                ? IntStream.of(chosen).mapToObj(row -> new Date(times[row])).toList()
                : IntStream.of(chosen).boxed().toList();
    }

    private static List<Double> y(int[] chosen, IntToDoubleFunction value) {
        return IntStream.of(chosen).mapToObj(value::applyAsDouble).toList();
    }
}
