package dev.medley.platform.rerank;

import dev.medley.platform.config.SlateSettings;
import dev.medley.platform.rerank.exposure.ItemGroups;
import dev.medley.platform.rerank.exposure.Prices;
import dev.medley.platform.rerank.exposure.UncertaintyBonus;
import dev.medley.platform.rerank.slate.Diversity;
import dev.medley.platform.rerank.slate.SlateProblem;
import dev.medley.platform.rerank.slate.SlateWeights;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.feature.FeatureState;
import dev.medley.spi.feature.FloatColumn;
import dev.medley.spi.feature.SharedFeatures;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts into a slate's problem what its rows are worth: values, prices, risks, bonuses, likeness and coverage. */
final class WorthMaking {
    private static final UncertaintyBonus BELIEF = UncertaintyBonus.USUAL;
    private static final double USUAL_RATE = BELIEF.priorGood() / (BELIEF.priorGood() + BELIEF.priorBad());

    private final PageRows rows;
    private final LayingTables tables;
    private final SlateProblem problem;
    private final UsualValues usual;
    private final SlateSettings settings;
    private final List<String> attributeNames = new ArrayList<>();

    WorthMaking(PageRows rows, LayingTables tables, UsualValues usual, SlateSettings settings) {
        this.rows = rows;
        this.tables = tables;
        problem = tables.problem();
        this.usual = usual;
        this.settings = settings;
    }

    /** @param pace factor on bonuses for exploration */
    void make(Prices prices, double pace) {
        for (int part = 0; part < rows.parts(); part++) {
            float[] values = rows.run(part).values();
            for (int index = rows.first(part); index < rows.first(part + 1); index++) {
                problem.values()[index] = (float) (values[rows.row(index)] * usual.factor(part));
            }
        }
        problem.weights(weights());
        if (settings.diversity() > 0) {
            float[] vectors = tables.vectors(rows.size() * ContentVectors.DIMENSION);
            ContentVectors.add(rows, vectors);
            problem.vectors(vectors, ContentVectors.DIMENSION);
        }
        if (settings.fairness() > 0) {
            prices.attributes().forEach(attribute -> price(attribute, prices));
        }
        if (settings.coverage() > 0 || settings.interests() > 0) {
            cover();
        }
        if (settings.risk() > 0 || settings.riskSpacing() > 0) {
            risk();
        }
        if (settings.exploration() > 0) {
            explore(pace);
        }
    }

    /** By the number of the problem's attribute; empty where it has no prices. */
    String attributeName(int attribute) {
        return attribute < attributeNames.size() ? attributeNames.get(attribute) : "";
    }

    private SlateWeights weights() {
        double theta = settings.diversity() * usual.unit();
        // The pass counts the row's own place into the window.
        int window = settings.diversityWindow() == 0 ? 0 : settings.diversityWindow() + 1;
        return new SlateWeights(
                settings.diversity() > 0 ? settings.method() : Diversity.NONE,
                Math.min(theta, SlateWeights.MOST),
                settings.likeness(),
                window,
                Math.min(settings.riskSpacing() * usual.unit(), SlateWeights.MOST),
                settings.riskWindow());
    }

    private void price(String attribute, Prices prices) {
        int[] groupOf = new int[rows.size()];
        Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
        numbers.defaultReturnValue(SlateProblem.NO_GROUP);
        FloatArrayList ofGroups = new FloatArrayList();
        for (int index = 0; index < rows.size(); index++) {
            Item item = rows.item(index);
            Optional<String> group = ItemGroups.of(attribute, item.id(), Optional.of(item));
            int number = group.map(numbers::getInt).orElse(SlateProblem.NO_GROUP);
            if (group.isPresent() && number == SlateProblem.NO_GROUP) {
                number = numbers.size();
                numbers.put(group.get(), number);
                ofGroups.add((float) (prices.of(attribute, group.get()) * settings.fairness() * usual.unit()));
            }
            groupOf[index] = number;
        }
        int added = problem.attribute(groupOf, numbers.size());
        problem.prices(added, ofGroups.toFloatArray());
        named(added, attribute);
    }

    private void named(int attribute, String name) {
        while (attributeNames.size() < attribute) {
            attributeNames.add("");
        }
        attributeNames.add(name);
    }

    private void cover() {
        PageRows.Groups groups = rows.groups(SharedFeatures.ITEM_CATEGORY);
        float[] weights = new float[groups.count()];
        if (settings.interests() > 0) {
            addAffinities(groups, weights);
        }
        for (int group = 0; group < weights.length; group++) {
            double interest = settings.interests() * Math.sqrt(weights[group]);
            weights[group] = (float) ((settings.coverage() + interest) * usual.unit());
        }
        problem.coverage(problem.attribute(groups.of(), groups.count()), weights);
    }

    /** What part of what the user took was of each category: as the rows of it say, at most, for one may be of others too. */
    private void addAffinities(PageRows.Groups groups, float[] affinities) {
        for (int part = 0; part < rows.parts(); part++) {
            FloatColumn column = rows.run(part).batch().floats(SharedFeatures.USER_ITEM_CATEGORY_AFFINITY);
            for (int index = rows.first(part); index < rows.first(part + 1); index++) {
                int group = groups.of()[index];
                int row = rows.row(index);
                if (group != SlateProblem.NO_GROUP && column.state(row) == FeatureState.PRESENT) {
                    affinities[group] = Math.max(affinities[group], column.get(row));
                }
            }
        }
    }

    private void risk() {
        float[] riskiness = new float[rows.size()];
        float loss = (float) (settings.risk() * usual.unit());
        for (int index = 0; index < rows.size(); index++) {
            if (isRisky(rows.item(index).attributes())) {
                riskiness[index] = 1;
                problem.risks()[index] = loss;
            }
        }
        problem.riskiness(riskiness);
    }

    private boolean isRisky(Attributes attributes) {
        for (String flag : settings.risky()) {
            if (attributes.flag(flag).orElse(false)) {
                return true;
            }
        }
        return false;
    }

    /** How often an item was shown is not counted for each; it is taken as what its interactions take at the usual rate. */
    private void explore(double pace) {
        UncertaintyBonus bonus = new UncertaintyBonus(settings.exploration(), BELIEF.priorGood(), BELIEF.priorBad());
        for (int part = 0; part < rows.parts(); part++) {
            FloatColumn popularity = rows.run(part).batch().floats(SharedFeatures.ITEM_POPULARITY_LOG);
            for (int index = rows.first(part); index < rows.first(part + 1); index++) {
                int row = rows.row(index);
                double good = popularity.state(row) == FeatureState.PRESENT ? Math.expm1(popularity.get(row)) : 0;
                problem.bonuses()[index] = (float) bonus.of(good / USUAL_RATE, good, usual.unit(), pace);
            }
        }
    }
}
