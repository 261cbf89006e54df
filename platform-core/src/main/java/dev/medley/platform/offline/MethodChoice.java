package dev.medley.platform.offline;

import dev.medley.platform.config.SlateSettings;
import dev.medley.platform.evaluate.compare.ServedPass.Worths;
import dev.medley.platform.evaluate.compare.SweptMethod;
import dev.medley.platform.evaluate.compare.UnifiedPass.Aims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which methods a comparison has: all of them or those that are named, the product's pass with other aims than its usual
 * ones, {@code theta/alpha/coverage/interests/priced/floors} each, and as served with other worths than the platform's
 * defaults, {@code diversity/likeness/interests} each.
 */
final class MethodChoice {
    private static final int AIMS = 6;
    private static final int WORTHS = 3;
    private static final double MOST = 1_000;
    private static final double LEAST_ALPHA = 0.001;

    private final List<String> named;
    private final Map<String, Aims> aims = new LinkedHashMap<>();
    private final Map<String, Worths> served = new LinkedHashMap<>();

    private MethodChoice(List<String> named) {
        this.named = named;
    }

    /** As {@code --methods}, {@code --aims} and {@code --served} say. */
    static MethodChoice of(Options options) throws UsageException {
        MethodChoice choice = new MethodChoice(options.list("methods"));
        for (String word : options.list("aims")) {
            String[] parts =
                    parts("aims", word, AIMS, "theta/alpha/coverage/interests/priced/floors, six numbers, are");
            double[] numbers = new double[AIMS];
            for (int i = 0; i < AIMS; i++) {
                // What comes after coverage and interests is a share.
                numbers[i] = number("aims", word, parts, i, i < 4 ? MOST : 1);
            }
            choice.aims.put(
                    SweptMethod.UNIFIED + " " + word,
                    new Aims(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]));
        }
        for (String word : options.list("served")) {
            String[] parts = parts("served", word, WORTHS, "diversity/likeness/interests, three numbers, are");
            choice.served.put(
                    SweptMethod.SERVED + " " + word,
                    new Worths(
                            number("served", word, parts, 0, MOST),
                            number("served", word, parts, 1, MOST),
                            number("served", word, parts, 2, MOST)));
        }
        return choice;
    }

    private static String[] parts(String option, String word, int count, String allowed) throws UsageException {
        String[] parts = word.split("/", -1);
        if (parts.length != count) {
            throw new UsageException("--" + option + " '" + word + "' is not allowed; " + allowed);
        }
        return parts;
    }

    /** The second number of either is how strongly likeness counts, which is above 0. */
    private static double number(String option, String word, String[] parts, int i, double most) throws UsageException {
        return Options.number("--" + option + " " + word + ":", parts[i], i == 1 ? LEAST_ALPHA : 0, most);
    }

    /** The product's pass with the worths that scenarios have by default. */
    private static SweptMethod servedByDefault() {
        SlateSettings usual = SlateSettings.DEFAULTS;
        return SweptMethod.served(
                SweptMethod.SERVED, new Worths(usual.diversity(), usual.likeness(), usual.interests()));
    }

    /**
     * The methods; the plain order is one of them always.
     *
     * @throws IllegalArgumentException for a name that no method has
     */
    List<SweptMethod> of(SweptMethod.Setting setting) {
        List<SweptMethod> all = new ArrayList<>(SweptMethod.all(setting));
        all.add(servedByDefault());
        List<String> names = all.stream().map(SweptMethod::name).toList();
        for (String name : named) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "--methods '" + name + "' is not allowed; " + String.join(", ", names) + " are");
            }
        }
        List<SweptMethod> chosen = new ArrayList<>();
        for (SweptMethod method : all) {
            if (named.isEmpty()
                    || named.contains(method.name())
                    || method.name().equals(SweptMethod.PLAIN)) {
                chosen.add(method);
            }
        }
        aims.forEach((name, whole) -> chosen.add(SweptMethod.unified(name, setting, whole)));
        served.forEach((name, whole) -> chosen.add(SweptMethod.served(name, whole)));
        return chosen;
    }
}
