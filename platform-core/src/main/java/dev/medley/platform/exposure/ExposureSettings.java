package dev.medley.platform.exposure;

import dev.medley.platform.codec.Fields;
import dev.medley.platform.codec.Fingerprint;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.StrictYaml;
import dev.medley.platform.codec.TextRule;
import dev.medley.platform.rerank.exposure.AttentionUnit;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.ItemGroups;
import dev.medley.platform.rerank.exposure.PriceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is counted, what is aimed at, and how fast.
 *
 * @param attention the unit
 * @param counted the attributes whose groups are counted, those with a goal among them; see {@link ItemGroups}
 * @param goals by attribute
 * @param prices how prices follow
 * @param halfLifeHours after which attention weighs half, 0.1 to 8760
 * @param updateSeconds between two updates of the prices, 1 to 3600
 */
public record ExposureSettings(
        AttentionUnit attention,
        Set<String> counted,
        Map<String, ExposureGoal> goals,
        PriceSettings prices,
        double halfLifeHours,
        int updateSeconds) {
    /** At most so many attributes. */
    public static final int MAX_ATTRIBUTES = 16;

    private static final int MAX_GROUPS = 1_000;
    private static final double MILLIS_AN_HOUR = 3_600_000;
    private static final double HALF_LIFE_HOURS = 24;
    private static final int UPDATE_SECONDS = 10;

    /** Surfaces and categories are counted, and there is no goal: every price is 0. */
    public static final ExposureSettings USUAL = new ExposureSettings(
            AttentionUnit.USUAL,
            Set.of(ItemGroups.SURFACE, ItemGroups.CATEGORY),
            Map.of(),
            PriceSettings.USUAL,
            HALF_LIFE_HOURS,
            UPDATE_SECONDS);

    /** Counts what has a goal, too. */
    public ExposureSettings {
        Set<String> all = new LinkedHashSet<>(counted);
        all.addAll(goals.keySet());
        if (all.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "count: " + all.size() + " attributes are not allowed; at most " + MAX_ATTRIBUTES + " are");
        }
        counted = Set.copyOf(all);
        goals = Map.copyOf(goals);
    }

    private enum Kind {
        SHARES,
        MAX_MIN
    }

    /** Names exactly these settings: equal ones have equal revisions, on every node and after a restart. */
    public String revision() {
        StringBuilder text = new StringBuilder();
        text.append(attention.discount())
                .append('\n')
                .append(attention.patience())
                .append('\n');
        text.append(new TreeMap<>(attention.reach())).append('\n');
        text.append(new TreeSet<>(counted)).append('\n');
        new TreeMap<>(goals).forEach((attribute, goal) -> {
            text.append(attribute).append('=');
            switch (goal) {
                case ExposureGoal.Shares shares -> text.append("shares ");
                case ExposureGoal.MaxMin maxMin ->
                    text.append("max-min ").append(maxMin.weight()).append(' ');
            }
            text.append(new TreeMap<>(goal.groups())).append('\n');
        });
        text.append(prices).append('\n').append(halfLifeHours).append('\n').append(updateSeconds);
        return "e-" + Fingerprint.of(text.toString());
    }

    double halfLifeMillis() {
        return halfLifeHours * MILLIS_AN_HOUR;
    }

    /**
     * The settings of that file; {@link #USUAL} if it is not there.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidInputException with every problem
     */
    public static ExposureSettings read(Path file) throws IOException {
        return Files.exists(file) ? of(Files.readAllBytes(file)) : USUAL;
    }

    /**
     * The settings that a YAML document gives; what it leaves out is as usual.
     *
     * @throws InvalidInputException with every problem
     */
    public static ExposureSettings of(byte[] yaml) {
        Fields fields = StrictYaml.fields(yaml);
        List<String> named = fields.texts("count", MAX_ATTRIBUTES, 1, 64);
        Optional<Fields> unit = fields.object("attention");
        Optional<Fields> how = fields.object("prices");
        double halfLife = fields.decimal("half-life-hours", 0.1, 8_760).orElse(HALF_LIFE_HOURS);
        int update = fields.integer("update-seconds", 1, 3_600).orElse(UPDATE_SECONDS);
        List<Problem> problems = new ArrayList<>();
        TreeMap<String, ExposureGoal> goals = new TreeMap<>();
        for (Fields.Element element : fields.elements("goals", MAX_ATTRIBUTES)) {
            element.object().ifPresent(goal -> goal(goal, element.path(), goals, problems));
        }
        AttentionUnit attention = unit.map(ExposureSettings::attention).orElse(AttentionUnit.USUAL);
        PriceSettings prices = how.map(ExposureSettings::prices).orElse(PriceSettings.USUAL);
        fields.end();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        Set<String> counted = named.isEmpty() ? USUAL.counted() : Set.copyOf(named);
        return new ExposureSettings(attention, counted, goals, prices, halfLife, update);
    }

    private static AttentionUnit attention(Fields fields) {
        AttentionUnit.Discount discount =
                fields.choice("discount", AttentionUnit.Discount.class).orElse(AttentionUnit.USUAL.discount());
        double patience = fields.decimal("patience", 0.01, 1).orElse(AttentionUnit.USUAL.patience());
        Map<String, Double> reach =
                fields.decimalMap("reach", MAX_GROUPS, AttentionUnit.MIN_REACH, AttentionUnit.MAX_REACH);
        fields.end();
        return new AttentionUnit(discount, patience, reach);
    }

    private static PriceSettings prices(Fields fields) {
        PriceSettings usual = PriceSettings.USUAL;
        PriceSettings read = new PriceSettings(
                fields.choice("mirror", PriceSettings.Mirror.class).orElse(usual.mirror()),
                fields.decimal("step", 0.0001, 10).orElse(usual.step()),
                fields.decimal("momentum", 0.001, 1).orElse(usual.momentum()),
                fields.decimal("repay", 0, 10).orElse(usual.repay()),
                fields.decimal("max-price", 0.001, PriceSettings.MAX_PRICE).orElse(usual.maxPrice()),
                fields.decimal("full-attention", 1, 1e9).orElse(usual.fullAttention()));
        fields.end();
        return read;
    }

    private static void goal(Fields fields, String path, Map<String, ExposureGoal> goals, List<Problem> problems) {
        String attribute = fields.required("attribute", TextRule.NAME);
        Kind kind = fields.choice("goal", Kind.class).orElse(Kind.SHARES);
        double weight =
                fields.decimal("weight", 0, ExposureGoal.MaxMin.MAX_WEIGHT).orElse(0);
        Map<String, Double> groups = fields.decimalMap("groups", MAX_GROUPS, 1e-6, 1e6);
        fields.end();
        if (attribute == null) {
            return;
        }
        try {
            goals.put(
                    attribute,
                    kind == Kind.SHARES ? new ExposureGoal.Shares(groups) : new ExposureGoal.MaxMin(groups, weight));
        } catch (IllegalArgumentException refused) {
            problems.add(Problem.refused(path + ".groups", refused.getMessage()));
        }
    }
}
