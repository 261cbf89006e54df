package dev.medley.platform.train.task;

import dev.medley.platform.score.Logistic;
import dev.medley.platform.score.Scorer;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputField;
import dev.medley.platform.score.input.ItemInput;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.TrainingListener;
import dev.medley.platform.train.example.Examples;
import dev.medley.spi.feature.FeatureHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Examples of a world whose truth is known, and figures of what was learnt from them. */
public final class GeneratedTasks {
    public static final int USERS = 200;
    public static final int ITEMS = 100;
    public static final int GENDERS = 2;
    public static final int CATEGORIES = 5;
    public static final int DOMAINS = 3;
    /** Statistics of a row: popularity of the item, a number with a curved effect, and noise that is missing often. */
    public static final int WIDTH = 3;

    public static final TrainingListener SILENT = new TrainingListener() {
        @Override
        public void epoch(int epoch, int epochs, double loss, double validation, double secondsLeft) {}

        @Override
        public void progress(double share, String message) {}
    };

    private final List<RequestInput> requests = new ArrayList<>();
    private final List<ItemInput> items = new ArrayList<>();
    private final double[] popularity = new double[ITEMS];
    private final double[][] userFactors = new double[USERS][2];
    private final double[][] itemFactors = new double[ITEMS][2];

    /** The logit of a yes. */
    public interface Truth {
        double logit(int user, int item, int domain, float[] statistics);
    }

    public GeneratedTasks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int user = 0; user < USERS; user++) {
            requests.add(request(user));
            Arrays.setAll(userFactors[user], i -> random.nextGaussian());
        }
        for (int item = 0; item < ITEMS; item++) {
            items.add(item(item));
            popularity[item] = random.nextGaussian();
            Arrays.setAll(itemFactors[item], i -> random.nextGaussian());
        }
    }

    public static RequestInput request(int user) {
        long[] keys = {key(InputField.USER, "u" + user), key(InputField.GENDER, "g" + gender(user))};
        byte[] fields = {(byte) InputField.USER.ordinal(), (byte) InputField.GENDER.ordinal()};
        return new RequestInput(new FieldKeys(keys, fields), HistoryInput.NONE);
    }

    public static ItemInput item(int item) {
        long[] keys = {key(InputField.ITEM, "i" + item), key(InputField.CATEGORY, "c" + item % CATEGORIES)};
        byte[] fields = {(byte) InputField.ITEM.ordinal(), (byte) InputField.CATEGORY.ordinal()};
        return new ItemInput(new FieldKeys(keys, fields));
    }

    private static long key(InputField field, String category) {
        return field.key(FeatureHash.of(category));
    }

    public static int gender(int user) {
        return user % GENDERS;
    }

    public double popularity(int item) {
        return popularity[item];
    }

    public double affinity(int user, int item) {
        return userFactors[user][0] * itemFactors[item][0] + userFactors[user][1] * itemFactors[item][1];
    }

    /** Observed rows, a label for each truth. */
    public Examples draw(int rows, long seed, Truth... truths) {
        SplittableRandom random = new SplittableRandom(seed);
        Rows made = new Rows(truths.length);
        for (int row = 0; row < rows; row++) {
            int user = random.nextInt(USERS);
            int item = random.nextInt(ITEMS);
            int domain = random.nextInt(DOMAINS);
            float[] statistics = statistics(item, random);
            float[] labels = new float[truths.length];
            for (int task = 0; task < truths.length; task++) {
                double share = Logistic.preciselyOf(truths[task].logit(user, item, domain, statistics));
                labels[task] = random.nextDouble() < share ? 1 : 0;
            }
            made.add(user, item, domain, statistics, labels, 0);
        }
        return made.examples(new boolean[truths.length]);
    }

    /** Rows as {@link #draw} makes them, all whose answer is a no thinned out by a rate that depends on the item. */
    public Examples drawThinned(int rows, long seed, boolean yesesCarryTheirRate, Truth truth) {
        Examples all = draw(rows, seed, truth);
        SplittableRandom random = new SplittableRandom(seed + 1);
        Rows made = new Rows(1);
        for (int row = 0; row < all.count(); row++) {
            boolean yes = all.labels()[0][row] == 1;
            double rate = rate(all.item()[row]);
            if (yes || random.nextDouble() < rate) {
                float[] statistics = Arrays.copyOfRange(all.statistics(), row * WIDTH, (row + 1) * WIDTH);
                float rateLog = yes && !yesesCarryTheirRate ? 0 : (float) Math.log(rate);
                made.add(
                        all.request()[row],
                        all.item()[row],
                        all.domain()[row],
                        statistics,
                        new float[] {all.labels()[0][row]},
                        rateLog);
            }
        }
        return made.examples(new boolean[] {true});
    }

    /** A no for a popular item is drawn more often. */
    public double rate(int item) {
        return popularity[item] > 0 ? 0.5 : 0.1;
    }

    private float[] statistics(int item, SplittableRandom random) {
        return new float[] {
            (float) popularity[item],
            (float) random.nextDouble(-2, 2),
            random.nextBoolean() ? Float.NaN : (float) random.nextGaussian()
        };
    }

    public static TrainerSettings settings(long seed, int tasks) {
        int[] parents = new int[tasks];
        Arrays.fill(parents, -1);
        return settings(seed, parents);
    }

    public static TrainerSettings settings(long seed, int... parents) {
        List<String> names = new ArrayList<>();
        for (int task = 0; task < parents.length; task++) {
            names.add("task" + task);
        }
        return new TrainerSettings(seed, 0, names, parents, 1, Optional.empty());
    }

    /** The probabilities of all rows, by task: rows of one request that follow each other are scored together. */
    public static float[][] score(Scorer scorer, Examples examples, int mostTogether) {
        float[][] probabilities = new float[examples.tasks()][examples.count()];
        int from = 0;
        while (from < examples.count()) {
            int to = from + 1;
            while (to < examples.count()
                    && to - from < mostTogether
                    && examples.request()[to] == examples.request()[from]
                    && examples.historyEnd()[to] == examples.historyEnd()[from]) {
                to++;
            }
            float[][] some = new float[examples.tasks()][to - from];
            scorer.score(rows(examples, from, to), some);
            for (int task = 0; task < some.length; task++) {
                System.arraycopy(some[task], 0, probabilities[task], from, to - from);
            }
            from = to;
        }
        return probabilities;
    }

    private static RequestRows rows(Examples examples, int from, int to) {
        ItemInput[] items = new ItemInput[to - from];
        Arrays.setAll(items, i -> examples.items().get(examples.item()[from + i]));
        return new RequestRows(
                examples.requests().get(examples.request()[from]),
                examples.historyEnd()[from],
                examples.time()[from],
                items,
                Arrays.copyOfRange(examples.domain(), from, to),
                Arrays.copyOfRange(examples.statistics(), from * examples.width(), to * examples.width()),
                examples.width());
    }

    /** Area under the curve, ties counted half; unknown labels are passed over. */
    public static double auc(float[] scores, float[] labels) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> Float.compare(scores[left], scores[right]));
        double yesBelow = 0;
        long noes = 0;
        long yeses = 0;
        int at = 0;
        while (at < order.length) {
            int end = at;
            long tiedYes = 0;
            long tiedNo = 0;
            while (end < order.length && scores[order[end]] == scores[order[at]]) {
                tiedYes += labels[order[end]] > 0.5 ? 1 : 0;
                tiedNo += labels[order[end]] <= 0.5 ? 1 : 0;
                end++;
            }
            yesBelow += tiedYes * (noes + 0.5 * tiedNo);
            noes += tiedNo;
            yeses += tiedYes;
            at = end;
        }
        return yesBelow / ((double) yeses * noes);
    }

    /** The logits of the truth, row after row. */
    public float[] truths(Examples examples, Truth truth) {
        float[] logits = new float[examples.count()];
        for (int row = 0; row < logits.length; row++) {
            float[] statistics = Arrays.copyOfRange(examples.statistics(), row * WIDTH, (row + 1) * WIDTH);
            logits[row] = (float)
                    truth.logit(examples.request()[row], examples.item()[row], examples.domain()[row], statistics);
        }
        return logits;
    }

    /** All tensors but one. */
    public static Tensors without(Tensors whole, String name) {
        Tensors.Builder rest = Tensors.builder();
        whole.all().forEach((other, tensor) -> {
            if (!other.equals(name)) {
                rest.add(other, tensor);
            }
        });
        return rest.build();
    }

    /** Mean cross-entropy in nats; unknown labels are passed over. */
    public static double loss(float[] probabilities, float[] labels) {
        double sum = 0;
        int known = 0;
        for (int row = 0; row < labels.length; row++) {
            if (!Float.isNaN(labels[row])) {
                double p = Math.clamp(probabilities[row], 1e-7, 1 - 1e-7);
                sum -= labels[row] * Math.log(p) + (1 - labels[row]) * Math.log(1 - p);
                known++;
            }
        }
        return sum / known;
    }

    /** The largest difference between mean probability and mean label over ten bins of rows by probability. */
    public static double calibrationError(float[] probabilities, float[] labels) {
        Integer[] order = new Integer[labels.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (left, right) -> Float.compare(probabilities[left], probabilities[right]));
        double worst = 0;
        for (int bin = 0; bin < 10; bin++) {
            int from = bin * order.length / 10;
            int to = (bin + 1) * order.length / 10;
            double said = 0;
            double seen = 0;
            for (int i = from; i < to; i++) {
                said += probabilities[order[i]];
                seen += labels[order[i]];
            }
            worst = Math.max(worst, Math.abs(said - seen) / (to - from));
        }
        return worst;
    }

    /** Rows in the making. */
    public final class Rows {
        private final int tasks;
        private final List<int[]> places = new ArrayList<>();
        private final List<float[]> statistics = new ArrayList<>();
        private final List<float[]> labels = new ArrayList<>();
        private final List<Float> rateLogs = new ArrayList<>();

        public Rows(int tasks) {
            this.tasks = tasks;
        }

        public void add(int user, int item, int domain, float[] numbers, float[] answers, float rateLog) {
            places.add(new int[] {user, item, domain});
            statistics.add(numbers);
            labels.add(answers);
            rateLogs.add(rateLog);
        }

        public Examples examples(boolean[] drawnTasks) {
            int count = places.size();
            int[] request = new int[count];
            int[] item = new int[count];
            int[] domain = new int[count];
            float[] numbers = new float[count * WIDTH];
            float[][] answers = new float[tasks][count];
            float[] rateLog = new float[count];
            for (int row = 0; row < count; row++) {
                request[row] = places.get(row)[0];
                item[row] = places.get(row)[1];
                domain[row] = places.get(row)[2];
                System.arraycopy(statistics.get(row), 0, numbers, row * WIDTH, WIDTH);
                for (int task = 0; task < tasks; task++) {
                    answers[task][row] = labels.get(row)[task];
                }
                rateLog[row] = rateLogs.get(row);
            }
            return new Examples(
                    requests,
                    items,
                    request,
                    item,
                    domain,
                    new int[count],
                    new long[count],
                    numbers,
                    WIDTH,
                    answers,
                    rateLog,
                    request,
                    DOMAINS,
                    drawnTasks,
                    item);
        }
    }
}
