package dev.medley.platform.offline;

import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs of user and item as tab-separated lines: a header with the columns {@code user}, {@code surface}, {@code item} and
 * optionally {@code query}, in any order and among others, then a line each.
 *
 * @param users the users' ids; empty for a guest
 * @param items the items
 * @param queries what was typed; empty for nothing
 */
record PairsFile(List<String> users, List<ItemId> items, List<String> queries) {
    private static final List<String> COLUMNS = List.of("user", "surface", "item");

    /**
     * Reads them.
     *
     * @throws UsageException if a column or a cell is missing, naming the line
     * @throws IOException if the file cannot be read
     */
    static PairsFile read(Path file) throws IOException, UsageException {
        List<String> users = new ArrayList<>();
        List<ItemId> items = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String header = in.readLine();
            List<String> names = header == null ? List.of() : Arrays.asList(header.split("\t", -1));
            for (String column : COLUMNS) {
                if (!names.contains(column)) {
                    throw new UsageException(file + " line 1: no column '" + column + "' in '" + header
                            + "'; user, surface and item are needed, query is allowed, separated by tabs");
                }
            }
            int user = names.indexOf("user");
            int surface = names.indexOf("surface");
            int item = names.indexOf("item");
            int query = names.indexOf("query");
            int number = 1;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String[] cells = line.split("\t", -1);
                if (cells.length != names.size()) {
                    throw new UsageException(
                            file + " line " + number + ": " + cells.length + " cells, the header has " + names.size());
                }
                try {
                    items.add(new ItemId(new SurfaceId(cells[surface]), cells[item]));
                    if (!cells[user].isEmpty()) {
                        // Only to refuse what is no id, where the line is known.
                        new UserId(cells[user]);
                    }
                } catch (IllegalArgumentException e) {
                    throw new UsageException(file + " line " + number + ": " + e.getMessage());
                }
                users.add(cells[user]);
                queries.add(query < 0 ? "" : cells[query]);
            }
        }
        return new PairsFile(users, items, queries);
    }

    int count() {
        return users.size();
    }

    /**
     * Writes the pairs with one column a task, in the order in which they were read.
     *
     * @param scores for each task one a pair
     */
    void write(Path file, List<String> tasks, float[][] scores) throws IOException {
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        boolean typed = queries.stream().anyMatch(query -> !query.isEmpty());
        try (BufferedWriter out = Files.newBufferedWriter(unfinished)) {
            out.write("user\tsurface\titem" + (typed ? "\tquery" : ""));
            for (String task : tasks) {
                out.write('\t');
                out.write(task);
            }
            out.write('\n');
            for (int row = 0; row < count(); row++) {
                ItemId item = items.get(row);
                out.write(users.get(row));
                out.write('\t');
                out.write(item.surface().value());
                out.write('\t');
                out.write(item.key());
                if (typed) {
                    out.write('\t');
                    out.write(queries.get(row));
                }
                for (float[] ofTask : scores) {
                    out.write('\t');
                    out.write(Float.toString(ofTask[row]));
                }
                out.write('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
