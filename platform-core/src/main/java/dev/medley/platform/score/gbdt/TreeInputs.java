package dev.medley.platform.score.gbdt;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.weights.Tensors;
import it.unimi.dsi.fastutil.longs.Long2FloatOpenHashMap;
import java.util.List;

/**
 * The numbers that trees split: the statistics as they are, the domain's number, and for each field of few categories the
 * code of its first key. What is missing is NaN, which trees send a way of its own. Immutable; any thread.
 *
 * <p>Codes rise with the share of yeses, so that one threshold can part the categories as well as any subset does
 * (Fisher, "On Grouping for Maximum Homogeneity", 1958).
 */
public final class TreeInputs {
    /** The fields that are coded, where they have few enough categories. */
    public static final List<InputField> CODED = List.of(
            InputField.GENDER, InputField.AGE_GROUP, InputField.COUNTRY, InputField.LANGUAGE, InputField.CATEGORY);

    private final int width;
    private final long[] keys;
    private final float[] values;
    private final Long2FloatOpenHashMap codes;

    /**
     * Inputs of that form.
     *
     * @param width how many statistics a row has
     * @param keys keys of the coded categories, ascending
     * @param values for each its code, finite
     * @throws IllegalArgumentException if the keys are not ascending or the lengths differ
     */
    public TreeInputs(int width, long[] keys, float[] values) {
        if (keys.length != values.length) {
            throw new IllegalArgumentException("codes: " + values.length + " given for " + keys.length + " keys");
        }
        this.width = width;
        this.keys = keys.clone();
        this.values = values.clone();
        codes = new Long2FloatOpenHashMap(keys.length);
        codes.defaultReturnValue(Float.NaN);
        for (int i = 0; i < keys.length; i++) {
            if (i > 0 && keys[i] <= keys[i - 1]) {
                throw new IllegalArgumentException("code keys: they are not ascending at " + i);
            }
            codes.put(keys[i], values[i]);
        }
    }

    static TreeInputs of(Tensors tensors) {
        int[] width = tensors.int32("width", 1);
        long[] keys = tensors.int64("code_keys", Tensors.ANY);
        if (width[0] < 0) {
            throw new IllegalArgumentException("width: " + width[0] + " is not allowed; 0 and more are");
        }
        return new TreeInputs(width[0], keys, tensors.float32("code_values", keys.length));
    }

    void addTo(Tensors.Builder tensors) {
        tensors.int32("width", new int[] {width}, 1)
                .int64("code_keys", keys, keys.length)
                .float32("code_values", values, values.length);
    }

    /** How many statistics a row has. */
    public int width() {
        return width;
    }

    /** How many numbers trees see of a row. */
    public int count() {
        return width + 1 + CODED.size();
    }

    /** Writes a row's numbers from {@code to} on: {@link #count} of them, none infinite. */
    public void write(
            RequestInput request, ItemInput item, int domain, float[] statistics, int at, float[] numbers, int to) {
        for (int i = 0; i < width; i++) {
            float statistic = statistics[at + i];
            numbers[to + i] = Float.isFinite(statistic) ? statistic : Float.NaN;
        }
        numbers[to + width] = domain;
        for (int i = 0; i < CODED.size(); i++) {
            InputField field = CODED.get(i);
            FieldKeys source = field.isOfRequest() ? request.keys() : item.keys();
            numbers[to + width + 1 + i] = codes.get(source.first(field));
        }
    }
}
