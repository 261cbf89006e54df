package dev.medley.platform.config;

import dev.medley.platform.rerank.slate.Diversity;
import dev.medley.spi.config.ChoiceProperty;
import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.config.TextListProperty;
import java.util.List;
import java.util.Set;

/**
 * What operators may turn about how slates are laid, the same for a scenario and for the mixed page. Weights are in usual
 * values: 1 is the mean of a scenario's ten best candidates.
 *
 * @param diversity weight of the slate's diversity; 0 for none
 * @param method how diversity is measured
 * @param likeness how strongly alike two items count before the logarithm
 * @param diversityWindow a row is compared with so many places before it; 0 for all
 * @param coverage weight of {@code sqrt(items of a category)}, summed over the categories
 * @param interests the same, each category times the root of its part of what the user took
 * @param risky the item flags that mean a soft risk
 * @param risk what a risky item loses
 * @param riskSpacing what two risky items next to each other lose, at most
 * @param riskWindow over so many places that loss falls to nothing
 * @param fairness factor on the prices of exposure; 0 to ignore them
 * @param exploration weight of not knowing an item
 * @param explorationBudget part of the attention that this may decide
 * @param explorationShare part of the places that are drawn by chance
 * @param explorationTemperature differences of gain below it hardly matter for what is drawn
 * @param maxPerAuthor items of one author in a slate; 0 for no cap
 * @param maxPerCategory items of one first category in a slate; 0 for no cap
 */
public record SlateSettings(
        double diversity,
        Diversity method,
        double likeness,
        int diversityWindow,
        double coverage,
        double interests,
        Set<String> risky,
        double risk,
        double riskSpacing,
        int riskWindow,
        double fairness,
        double exploration,
        double explorationBudget,
        double explorationShare,
        double explorationTemperature,
        int maxPerAuthor,
        int maxPerCategory) {
    /** Begins every key that is the platform's; a plugin's own may not. */
    public static final String PREFIX = "rerank-";

    private static final String LOG_DETERMINANT = "log-determinant";
    private static final String SPECTRUM = "spectrum";
    private static final double MOST = 10;

    private static final DoubleProperty DIVERSITY = new DoubleProperty(
            PREFIX + "diversity", 0.02, 0, MOST, "worth of a slate's diversity, in usual values; 0 for none");
    private static final ChoiceProperty METHOD = new ChoiceProperty(
            PREFIX + "diversity-method",
            LOG_DETERMINANT,
            List.of(LOG_DETERMINANT, SPECTRUM),
            "how diversity is measured: all likenesses at once, or what is new after the places before");
    private static final DoubleProperty LIKENESS = new DoubleProperty(
            PREFIX + "likeness", 4, 0.01, 100, "how strongly alike two items count in log-determinant");
    private static final IntProperty DIVERSITY_WINDOW = new IntProperty(
            PREFIX + "diversity-window", 0, 0, 200, "places before that an item is compared with; 0 for all");
    private static final DoubleProperty COVERAGE = new DoubleProperty(
            PREFIX + "coverage", 0, 0, MOST, "worth of covering categories, in usual values; 0 for none");
    private static final DoubleProperty INTERESTS = new DoubleProperty(
            PREFIX + "interests", 0, 0, MOST, "worth of a mix of categories like the user's own, in usual values");
    private static final TextListProperty RISKY = new TextListProperty(
            PREFIX + "risky", List.of("mature"), 16, "item flags that mean a soft risk: allowed, but better apart");
    private static final DoubleProperty RISK =
            new DoubleProperty(PREFIX + "risk", 0, 0, MOST, "what a risky item loses, in usual values");
    private static final DoubleProperty RISK_SPACING = new DoubleProperty(
            PREFIX + "risk-spacing", 0.1, 0, MOST, "what risky neighbours lose, at most, in usual values");
    private static final IntProperty RISK_WINDOW =
            new IntProperty(PREFIX + "risk-window", 3, 1, 200, "places over which that loss falls to nothing");
    private static final DoubleProperty FAIRNESS = new DoubleProperty(
            PREFIX + "fairness", 1, 0, MOST, "factor on the prices that follow from the goals of exposure; 0 for none");
    private static final DoubleProperty EXPLORATION = new DoubleProperty(
            PREFIX + "exploration",
            0,
            0,
            MOST,
            "worth of learning about an item that is hardly known, in usual values");
    private static final DoubleProperty EXPLORATION_BUDGET = new DoubleProperty(
            PREFIX + "exploration-budget", 0.05, 0, 1, "part of the attention that learning about items may decide");
    private static final DoubleProperty EXPLORATION_SHARE = new DoubleProperty(
            PREFIX + "exploration-share", 0, 0, 1, "part of the places whose item is drawn by chance");
    private static final DoubleProperty EXPLORATION_TEMPERATURE = new DoubleProperty(
            PREFIX + "exploration-temperature", 0.1, 0.001, MOST, "usual values by which a drawn item may be worse");
    private static final IntProperty MAX_PER_AUTHOR =
            new IntProperty(PREFIX + "max-per-author", 0, 0, 1_000, "items of one author in a slate; 0 for any number");
    private static final IntProperty MAX_PER_CATEGORY = new IntProperty(
            PREFIX + "max-per-category", 0, 0, 1_000, "items of one first category in a slate; 0 for any number");

    /** The properties, in the order in which they are told. */
    static final List<ConfigProperty<?>> PROPERTIES = List.of(
            DIVERSITY,
            METHOD,
            LIKENESS,
            DIVERSITY_WINDOW,
            COVERAGE,
            INTERESTS,
            RISKY,
            RISK,
            RISK_SPACING,
            RISK_WINDOW,
            FAIRNESS,
            EXPLORATION,
            EXPLORATION_BUDGET,
            EXPLORATION_SHARE,
            EXPLORATION_TEMPERATURE,
            MAX_PER_AUTHOR,
            MAX_PER_CATEGORY);

    /** By value alone: nothing is added, spaced, drawn or capped. */
    public static final SlateSettings VALUE_ONLY =
            new SlateSettings(0, Diversity.NONE, 1, 0, 0, 0, Set.of(), 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);

    /** What every property has by default. */
    public static final SlateSettings DEFAULTS =
            of(ConfigSchema.of(PROPERTIES.toArray(ConfigProperty<?>[]::new)).defaults());

    /** Copies the set. */
    public SlateSettings {
        risky = Set.copyOf(risky);
    }

    /** What that configuration says. */
    static SlateSettings of(ScenarioConfig config) {
        return new SlateSettings(
                config.get(DIVERSITY),
                config.get(METHOD).equals(SPECTRUM) ? Diversity.SPECTRUM : Diversity.LOG_DETERMINANT,
                config.get(LIKENESS),
                config.get(DIVERSITY_WINDOW),
                config.get(COVERAGE),
                config.get(INTERESTS),
                Set.copyOf(config.get(RISKY)),
                config.get(RISK),
                config.get(RISK_SPACING),
                config.get(RISK_WINDOW),
                config.get(FAIRNESS),
                config.get(EXPLORATION),
                config.get(EXPLORATION_BUDGET),
                config.get(EXPLORATION_SHARE),
                config.get(EXPLORATION_TEMPERATURE),
                config.get(MAX_PER_AUTHOR),
                config.get(MAX_PER_CATEGORY));
    }
}
