package dev.medley.platform.offline;

import dev.medley.platform.evaluate.compare.SweptMethod;
import dev.medley.platform.evaluate.compare.UnifiedPass.Aims;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which methods a comparison has: all of them or those that are named, and the product's pass with other aims than its
 * usual ones, {@code theta/alpha/coverage/interests/priced/floors} each.
 */
final class MethodChoice {
    private static final int AIMS = 6;

    private final List<String> named;
    private final Map<String, Aims> aims = new LinkedHashMap<>();

    private MethodChoice(List<String> named) {
        this.named = named;
    }

    /** As {@code --methods} and {@code --aims} say. */
    static MethodChoice of(Options options) throws UsageException {
        MethodChoice choice = new MethodChoice(options.list("methods"));
        for (String word : options.list("aims")) {
            String[] parts = word.split("/");
            if (parts.length != AIMS) {
                throw new UsageException("--aims '" + word
                        + "' is not allowed; theta/alpha/coverage/interests/priced/floors, six numbers, are");
            }
            double[] numbers = new double[AIMS];
            for (int i = 0; i < AIMS; i++) {
                // Alpha is above 0, what comes after coverage is a share.
                numbers[i] = Options.number("--aims " + word + ":", parts[i], i == 1 ? 0.001 : 0, i < 4 ? 1_000 : 1);
            }
            choice.aims.put(
                    "unified " + word,
                    new Aims(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]));
        }
        return choice;
    }

    /**
     * The methods; the plain order is one of them always.
     *
     * @throws IllegalArgumentException for a name that no method has
     */
    List<SweptMethod> of(SweptMethod.Setting setting) {
        List<SweptMethod> all = SweptMethod.all(setting);
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
        return chosen;
    }
}
