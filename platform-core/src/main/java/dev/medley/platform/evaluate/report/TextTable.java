package dev.medley.platform.evaluate.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of cells under one another. */
final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /** Aligns the first columns left and the others right. */
    static void print(List<List<String>> lines, int left, PrintStream out) {
        int[] widths = new int[lines.getFirst().size()];
        List<List<String>> shown = new ArrayList<>();
        for (List<String> line : lines) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < widths.length; column++) {
                String cell = oneLine(line.get(column));
                cells.add(cell);
                widths[column] = Math.max(widths[column], width(cell));
            }
            shown.add(cells);
        }
        for (List<String> line : shown) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = line.get(column);
                String blanks = " ".repeat(widths[column] - width(cell));
                text.append(column == 0 ? "" : GAP).append(column < left ? cell + blanks : blanks + cell);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A name must neither break a line nor talk to the terminal. */
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
