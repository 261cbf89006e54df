package dev.medley.platform.train;

import dev.medley.platform.score.feature.ItemFacets;
import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.feature.SharedFeatureColumns;
import dev.medley.platform.score.feature.Similarity;
import dev.medley.platform.score.feature.UserTaste;
import dev.medley.platform.score.logistic.DenseInputs;
import dev.medley.platform.score.logistic.TaskMeanings;
import dev.medley.platform.score.logistic.UserAnswers;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.UserProfile;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of one surface's histories and judgments. Each visited item is one row, with its inputs as they were before
 * the visit: the history up to there, and counters as others made them. Held-out rows see all of the learnt history and
 * counters without anything that is held out.
 */
final class ExampleCollector {
    /** One user in twenty is kept from the hash table, to weigh it by. */
    private static final double CALIBRATION_SHARE = 0.05;

    private static final double HOLD_OUT = 0.1;
    private static final int MAX_COHORTS = 127;

    private final SurfaceItems items;
    private final TaskMeanings meanings;
    private final SurfaceCounts counts;
    private final NegativeSampling sampling;
    private final int explicitTasks;
    private final int drawnTasks;
    private final float[] yesShares;
    private final Instant now;
    private final long seed;
    private final ExampleSet learnt;
    private final ExampleSet heldOut;
    private final Map<String, Integer> cohortNumbers = new HashMap<>();
    private final List<String> cohorts = new ArrayList<>();

    ExampleCollector(SurfaceItems items, TaskMeanings meanings, SurfaceCounts counts, Instant now, long seed) {
        this.items = items;
        this.meanings = meanings;
        this.counts = counts;
        this.now = now;
        this.seed = seed;
        sampling = new NegativeSampling(items, counts);
        explicitTasks = counts.explicitTasks();
        drawnTasks = (1 << meanings.tasks().size()) - 1 & ~explicitTasks;
        yesShares = counts.yesShares();
        int denseCount = DenseInputs.COMMON + meanings.tasks().size();
        learnt = new ExampleSet(denseCount);
        heldOut = new ExampleSet(denseCount);
    }

    ExampleSet learnt() {
        return learnt;
    }

    ExampleSet heldOut() {
        return heldOut;
    }

    /** The cohorts that rows name by number. */
    List<String> cohorts() {
        return cohorts;
    }

    /** Makes the rows of one user. */
    void add(UserProfile profile, UserVisits visits, long userSeed) {
        new UserRows(profile.cohort(), visits, userSeed).make();
    }

    /** Makes the row of one judgment, if the catalogue has the item. */
    void add(Judgment judgment) {
        int item = items.numberOf(judgment.item());
        int known = meanings.known(Meaning.JUDGMENT);
        if (item < 0 || known == 0) {
            return;
        }
        double chance = Mix.unit(Mix.of(seed, judgment.query().hashCode()));
        ExampleSet set = chance < HOLD_OUT ? heldOut : learnt;
        int yes = meanings.yes(Meaning.JUDGMENT, judgment.grade());
        boolean forCalibration = chance >= 1 - CALIBRATION_SHARE;
        String stranger = UserProfile.unknown().cohort();
        QueryWords query = new QueryWords(judgment.query());
        set.add(item, cohortNumber(stranger), yes, known, 0, true, forCalibration);
        set.setQuery(query);
        float[] block = set.block(set.size() - 1);
        int at = set.at(set.size() - 1);
        writeDense(block, at, item, 0, stranger, now, new UserTaste(), 0, 0, query);
        new UserAnswers(meanings).write(explicitTasks, yesShares, block, at + DenseInputs.COMMON);
    }

    private void writeDense(
            float[] block,
            int at,
            int item,
            int own,
            String cohort,
            Instant time,
            UserTaste taste,
            float coInteraction,
            int historySize,
            QueryWords query) {
        ItemFacets facets = items.facets(item);
        boolean ageKnown = facets.item().publishedAt().isPresent();
        DenseInputs.write(
                block,
                at,
                SharedFeatureColumns.countLog(counts.positives(item) - own),
                SharedFeatureColumns.countLog(counts.positives(item, cohort) - own),
                ageKnown,
                ageKnown
                        ? SharedFeatureColumns.ageDays(
                                facets.item().publishedAt().get(), time)
                        : 0,
                taste.authorAffinity(facets.author()),
                taste.categoryAffinity(facets.categories()),
                coInteraction,
                historySize);
        if (query != null) {
            DenseInputs.writeQuery(
                    block,
                    at,
                    query,
                    facets,
                    query.titleMatch(facets),
                    query.anyMatch(facets),
                    query.headMatch(facets));
        }
    }

    private int cohortNumber(String cohort) {
        Integer number = cohortNumbers.get(cohort);
        if (number != null) {
            return number;
        }
        if (cohorts.size() > MAX_COHORTS) {
            return cohortNumber(UserProfile.unknown().cohort());
        }
        cohortNumbers.put(cohort, cohorts.size());
        cohorts.add(cohort);
        return cohorts.size() - 1;
    }

    /** One user's way through their history. */
    private final class UserRows {
        private final String cohort;
        private final int cohortNumber;
        private final UserVisits visits;
        private final NegativeSampling.ForUser draws;
        private final boolean forCalibration;
        private final IntLinkedOpenHashSet paired;
        private final UserTaste taste = new UserTaste();
        private final UserAnswers answers = new UserAnswers(meanings);
        private final IntLinkedOpenHashSet newest = new IntLinkedOpenHashSet();
        private final IntLinkedOpenHashSet seen = new IntLinkedOpenHashSet();

        /** By place among the visited items: positive interactions, and what all of them together say. */
        private final int[] positives;

        private final int[] yes;
        private final int[] known;

        UserRows(String cohort, UserVisits visits, long userSeed) {
            this.cohort = cohort;
            this.visits = visits;
            cohortNumber = cohortNumber(cohort);
            draws = sampling.new ForUser(visits, userSeed);
            forCalibration = Mix.unit(Mix.of(userSeed, 2)) < CALIBRATION_SHARE;
            paired = SurfaceCounts.pairedItems(visits);
            positives = new int[visits.visited().size()];
            yes = new int[positives.length];
            known = new int[positives.length];
            Arrays.fill(known, drawnTasks);
            for (int i = 0; i < visits.count(); i++) {
                int place = visits.placeOf(visits.item(i));
                Interaction interaction = visits.interaction(i);
                positives[place] += interaction.type().isNegative() ? 0 : 1;
                yes[place] |= meanings.yes(interaction.type(), interaction.value());
                known[place] |= meanings.known(interaction.type());
            }
        }

        void make() {
            for (int i = 0; i < visits.count(); i++) {
                int item = visits.item(i);
                if (visits.isHeldOut(item)) {
                    continue;
                }
                Interaction interaction = visits.interaction(i);
                if (seen.add(item)) {
                    addVisit(
                            learnt,
                            item,
                            positives[visits.placeOf(item)],
                            interaction.time().orElse(now));
                }
                remember(item, interaction);
            }
            for (int i = 0; i < visits.count(); i++) {
                int item = visits.item(i);
                if (visits.isHeldOut(item) && seen.add(item)) {
                    addVisit(heldOut, item, 0, visits.interaction(i).time().orElse(now));
                }
            }
        }

        private void remember(int item, Interaction interaction) {
            answers.add(interaction.type(), interaction.value());
            if (interaction.type().isNegative()) {
                return;
            }
            taste.add(items.facets(item));
            newest.addAndMoveToLast(item);
            if (newest.size() > Similarity.NEWEST_ITEMS) {
                newest.removeFirstInt();
            }
        }

        private void addVisit(ExampleSet set, int item, int own, Instant time) {
            int place = visits.placeOf(item);
            addRow(set, item, own, yes[place], known[place], true, time);
            boolean draw = (yes[place] & drawnTasks) != 0;
            for (int i = 0; draw && i < NegativeSampling.DRAWS; i++) {
                int drawn = draws.draw();
                if (drawn >= 0) {
                    addRow(set, drawn, 0, 0, drawnTasks, false, time);
                }
            }
        }

        private void addRow(
                ExampleSet set, int item, int own, int yesMask, int knownMask, boolean observed, Instant time) {
            float rateLog = drawnTasks == 0 ? 0 : draws.rateLog(item, own);
            set.add(item, cohortNumber, yesMask, knownMask, rateLog, observed, forCalibration);
            float[] block = set.block(set.size() - 1);
            int at = set.at(set.size() - 1);
            float coInteraction = 0;
            boolean ownCandidate = own > 0 && paired.contains(item);
            for (int visited : newest) {
                coInteraction +=
                        counts.similarity(visited, item, ownCandidate && paired.contains(visited), ownCandidate);
            }
            writeDense(block, at, item, own, cohort, time, taste, coInteraction, answers.positives(), null);
            answers.write(explicitTasks, yesShares, block, at + DenseInputs.COMMON);
        }
    }
}
