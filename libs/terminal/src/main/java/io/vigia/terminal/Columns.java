package io.vigia.terminal;

import io.vigia.contract.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rows of cells as lines: the first column takes what the others leave, cut where it must be. Columns of text are aligned left;
 * in the others, words in lower case are, and all else is aligned right, as numbers are.
 */
public final class Columns {
    private static final int GAP = 2;
    private static final int LEAST_FIRST = 8;

    private final int width;
    private final Set<Integer> text;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param width of a line, in characters
     * @param text the indexes of columns of text; the first always is one
     */
    public Columns(int width, Integer... text) {
        this.width = width;
        this.text = Set.of(text);
    }

    /** Adds a row; all rows have the same number of cells. */
    public Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** One line for each row, at most {@code width} long. */
    public List<String> lines() {
        int[] widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private int[] widths() {
        int[] widths = new int[rows.isEmpty() ? 1 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        int others = 0;
        for (int i = 1; i < widths.length; i++) {
            others += widths[i] + GAP;
        }
        widths[0] = Math.max(LEAST_FIRST, Math.min(widths[0], width - others));
        return widths;
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(pad(Excerpt.of(row.get(0), widths[0]), widths[0], true));
        for (int i = 1; i < row.size(); i++) {
            line.append(" ".repeat(GAP)).append(pad(row.get(i), widths[i], text.contains(i) || isWord(row.get(i))));
        }
        return Excerpt.of(line.toString().stripTrailing(), width);
    }

    private static boolean isWord(String cell) {
        return !cell.isEmpty() && Character.isLowerCase(cell.charAt(0));
    }

    private static String pad(String text, int width, boolean left) {
        String blanks = " ".repeat(Math.max(0, width - text.length()));
        return left ? text + blanks : blanks + text;
    }
}
