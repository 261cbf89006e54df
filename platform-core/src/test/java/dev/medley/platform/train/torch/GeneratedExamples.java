package dev.medley.platform.train.torch;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.train.example.Examples;
import dev.medley.spi.feature.FeatureHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects examples for tests, row by row. */
final class GeneratedExamples {
    private final List<RequestInput> requests = new ArrayList<>();
    private final List<ItemInput> items = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final int domains;
    private final int width;
    private final boolean[] drawn;

    private record Row(
            int request, int item, int domain, int end, long time, float[] statistics, float rateLog, float[] labels) {}

    GeneratedExamples(int domains, int width, boolean... drawn) {
        this.domains = domains;
        this.width = width;
        this.drawn = drawn;
    }

    /** The keys of texts by field. */
    static FieldKeys keys(Map<InputField, List<String>> texts) {
        List<Long> keys = new ArrayList<>();
        List<InputField> fields = new ArrayList<>();
        new TreeMap<>(texts)
                .forEach((field, list) -> list.forEach(text -> {
                    keys.add(key(field, text));
                    fields.add(field);
                }));
        byte[] ordinals = new byte[fields.size()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = (byte) fields.get(i).ordinal();
        }
        return new FieldKeys(keys.stream().mapToLong(Long::longValue).toArray(), ordinals);
    }

    static long key(InputField field, String text) {
        return field.key(FeatureHash.of(text));
    }

    int request(FieldKeys keys, HistoryInput history) {
        requests.add(new RequestInput(keys, history));
        return requests.size() - 1;
    }

    int item(FieldKeys keys) {
        items.add(new ItemInput(keys));
        return items.size() - 1;
    }

    void row(int request, int item, int domain, float... labels) {
        row(request, item, domain, requests.get(request).history().count(), 0, new float[width], 0, labels);
    }

    void row(
            int request, int item, int domain, int end, long time, float[] statistics, float rateLog, float... labels) {
        rows.add(new Row(request, item, domain, end, time, statistics, rateLog, labels));
    }

    /** The rows from one number to another, with all requests and items. */
    Examples examples(int from, int to) {
        int count = to - from;
        int[] request = new int[count];
        int[] item = new int[count];
        int[] domain = new int[count];
        int[] end = new int[count];
        long[] time = new long[count];
        float[] statistics = new float[count * width];
        float[] rateLog = new float[count];
        float[][] labels = new float[drawn.length][count];
        for (int i = 0; i < count; i++) {
            Row row = rows.get(from + i);
            request[i] = row.request;
            item[i] = row.item;
            domain[i] = row.domain;
            end[i] = row.end;
            time[i] = row.time;
            System.arraycopy(row.statistics, 0, statistics, i * width, width);
            rateLog[i] = row.rateLog;
            for (int task = 0; task < drawn.length; task++) {
                labels[task][i] = row.labels[task];
            }
        }
        return new Examples(
                requests,
                items,
                request,
                item,
                domain,
                end,
                time,
                statistics,
                width,
                labels,
                rateLog,
                request,
                domains,
                drawn,
                item);
    }

    int count() {
        return rows.size();
    }
}
