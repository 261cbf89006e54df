package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Containment.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lays slates, one after the other: {@link #lay}, or {@link #begin} and {@link #placeNext} where somebody advises
 * between places. The slate and its explanation are here until the next one is begun. Ties go to the lower row.
 *
 * <p>One for each thread. It grows to the largest problem seen and then allocates nothing, but for what is asked of a
 * slate that is there. The problem must not change while it is laid.
 *
 * <p>Guarantees, for {@code theta}, weights, and values with prices, risk and bonus that are not negative, without a
 * window or spacing: the sum of the gains is at least {@code 1 - 1/e} of what the best set of rows would give (Nemhauser,
 * Wolsey and Fisher 1978), and at least half under caps and floors on disjoint or nested groups, which make a matroid
 * (Fisher, Nemhauser and Wolsey 1978). Rows that are not eligible never enter.
 */
public final class SlateWorkspace {
    private static final int NONE = -1;

    private final Containments containments = new Containments();
    private final RankedRows rows = new RankedRows();
    private final CoverageGain coverage = new CoverageGain();
    private final RiskSpacing spacing = new RiskSpacing();
    private final RulesInForce rules = new RulesInForce();
    private final LogDeterminantGain logDeterminant = new LogDeterminantGain();
    private final SpectrumGain spectrum = new SpectrumGain();
    private DiversityGain diversity = DiversityGain.NONE;

    private SlateProblem problem;
    private int size;
    private int[] rowAt = new int[0];
    private int[] placeOf = new int[0];
    private double[] gainAt = new double[0];
    private double[] diversityAt = new double[0];
    private double[] coverageAt = new double[0];
    private double[] spacingAt = new double[0];
    private float[] adviceAt = new float[0];
    private double[] propensityAt = new double[0];
    private int[] otherAt = new int[0];
    private double[] otherGainAt = new double[0];
    private int[] otherRuleAt = new int[0];
    private float[] advice = new float[0];
    private boolean isAdvised;
    /** Where places are drawn: the gain of each row, and those that may have the place. */
    private double[] gainOf = new double[0];

    private int[] allowed = new int[0];

    // The scan for one place: the best row that is allowed, and the two best of all, by position.
    private int best;
    private double bestGain;
    private int first;
    private double firstGain;
    private int second;
    private double secondGain;

    /** Lays the whole slate. */
    public void lay(SlateProblem newProblem) {
        begin(newProblem);
        while (!isComplete()) {
            placeNext();
        }
    }

    /** Begins a slate. */
    public void begin(SlateProblem newProblem) {
        problem = newProblem;
        size = 0;
        containments.clear();
        rows.begin(problem, containments);
        grow(Math.min(problem.places(), rows.count()), problem.rows());
        Arrays.fill(placeOf, 0, problem.rows(), NONE);
        coverage.begin(problem, containments);
        spacing.begin(problem);
        diversity = diversity();
        diversity.begin(problem, rows, containments);
        rules.begin(problem, rows, rowAt, placeOf);
    }

    /** Whether no place is left that can be filled. */
    public boolean isComplete() {
        return size == rules.places();
    }

    /** Takes the next place. */
    public void placeNext() {
        isAdvised = false;
        place();
    }

    /** Takes the next place; one number for each row is added to the gains this time. */
    public void placeNext(float[] eachRows) {
        advise(eachRows);
        place();
    }

    /**
     * Takes the next place by chance, so that its propensity is known; looks at every row.
     *
     * @param eachRows added to the gains this time
     * @param seed of the request's chance
     */
    public void placeNext(float[] eachRows, RandomizedChoice choice, long seed) {
        advise(eachRows);
        if (find()) {
            draw(choice, seed);
        }
    }

    private void advise(float[] eachRows) {
        isAdvised = true;
        for (int position = 0; position < rows.count(); position++) {
            if (!rows.isPlaced(position)) {
                int row = rows.row(position);
                advice[position] = containments.take(Source.ADVICE, row, eachRows[row]);
            }
        }
    }

    /** Places taken. */
    public int size() {
        return size;
    }

    /** The row at that place. */
    public int row(int place) {
        return rowAt[place];
    }

    /** The gain that won the place. */
    public double gain(int place) {
        return gainAt[place];
    }

    /** The probability with which chance gave the row that place; 1 without chance. */
    public double propensity(int place) {
        return propensityAt[place];
    }

    /** Whether its bonus has moved that place's row past one that comes later, or not at all. Looks at every row. */
    public boolean isMovedByBonus(int place) {
        double worth = rows.base(rows.position(rowAt[place]));
        double withoutBonus = worth - Source.BONUS.contained(problem.bonuses()[rowAt[place]]);
        for (int position = 0; position < rows.count(); position++) {
            int row = rows.row(position);
            boolean isLater = placeOf[row] == NONE || placeOf[row] > place;
            if (isLater
                    && rows.base(position) < worth
                    && rows.base(position) - Source.BONUS.contained(problem.bonuses()[row]) > withoutBonus) {
                return true;
            }
        }
        return false;
    }

    /** The row's place, -1 if it has none. */
    public int placeOf(int row) {
        return placeOf[row];
    }

    /** The rules that could not be held, most important first. */
    public List<Relaxation> relaxations() {
        return rules.relaxations();
    }

    /** Whether there are any; allocates nothing. */
    public boolean hasRelaxations() {
        return rules.hasRelaxations();
    }

    /** Numbers that were replaced because nothing can be laid with them. */
    public List<Containment> contained() {
        return containments.list();
    }

    /** Why that row stands at that place. */
    public PlaceExplanation explain(int place) {
        int row = rowAt[place];
        Containments unheard = new Containments();
        List<Float> prices = new ArrayList<>();
        for (int attribute = 0; attribute < problem.attributes(); attribute++) {
            int group = problem.groupOf(attribute)[row];
            float[] ofGroups = problem.prices(attribute);
            prices.add(
                    ofGroups == null || group == SlateProblem.NO_GROUP
                            ? 0f
                            : unheard.take(Source.PRICE, group, ofGroups[group]));
        }
        boolean isBlocked = otherRuleAt[place] != NONE;
        Optional<String> rule = isBlocked ? Optional.of(rules.name(otherRuleAt[place])) : Optional.empty();
        Optional<PlaceExplanation.Other> other = otherAt[place] == NONE
                ? Optional.empty()
                : Optional.of(new PlaceExplanation.Other(otherAt[place], otherGainAt[place], rule));
        return new PlaceExplanation(
                place,
                row,
                rankByValue(row),
                gainAt[place],
                unheard.take(Source.VALUE, row, problem.values()[row]),
                List.copyOf(prices),
                unheard.take(Source.RISK, row, problem.risks()[row]),
                unheard.take(Source.BONUS, row, problem.bonuses()[row]),
                adviceAt[place],
                spacingAt[place],
                diversityAt[place],
                coverageAt[place],
                propensityAt[place],
                isBefore(otherAt[place], otherGainAt[place], row, gainAt[place]) ? rule : Optional.empty(),
                other);
    }

    private static boolean isBefore(int row, double gain, int other, double otherGain) {
        return row != NONE && (gain > otherGain || gain == otherGain && row < other);
    }

    private int rankByValue(int row) {
        float value = Source.VALUE.contained(problem.values()[row]);
        int before = 0;
        for (int other = 0; other < problem.rows(); other++) {
            if (problem.isEligible(other)) {
                float its = Source.VALUE.contained(problem.values()[other]);
                before += its > value || its == value && other < row ? 1 : 0;
            }
        }
        return before;
    }

    private DiversityGain diversity() {
        SlateWeights weights = problem.weights();
        if (!weights.isDiverse()) {
            return DiversityGain.NONE;
        }
        return switch (weights.diversity()) {
            case NONE -> DiversityGain.NONE;
            case LOG_DETERMINANT -> logDeterminant;
            case SPECTRUM -> spectrum;
        };
    }

    private void place() {
        if (find()) {
            take(1);
        }
    }

    /** Finds the best row for the next place, for which rules are let go if they must; false if the slate ends here. */
    private boolean find() {
        scan();
        if (best == NONE) {
            rules.fit();
            if (isComplete()) {
                return false;
            }
            scan();
            if (best == NONE) {
                throw new IllegalStateException("no row may have place " + size + ", whatever rules are let go");
            }
        }
        return true;
    }

    private void draw(RandomizedChoice choice, long seed) {
        if (gainOf.length < problem.rows()) {
            gainOf = new double[problem.rows()];
            allowed = new int[problem.rows()];
        }
        int count = 0;
        for (int block = 0; block < rows.blocks(); block++) {
            diversity.refresh(block);
            for (int position = rows.firstOf(block); position < rows.endOf(block); position++) {
                int row = rows.row(position);
                if (!rows.isPlaced(position) && rules.allows(row)) {
                    gainOf[row] = known(position, row) + diversity.gain(position) + coverage.gain(row);
                    allowed[count++] = row;
                }
            }
        }
        int drawn = choice.choose(gainOf, allowed, count, seed, size);
        best = rows.position(drawn);
        bestGain = gainOf[drawn];
        take(choice.propensity(gainOf, allowed, count, drawn));
    }

    /** Looks at the blocks in which a row could win, or be the best of those that do not. */
    private void scan() {
        best = NONE;
        bestGain = Double.NEGATIVE_INFINITY;
        first = NONE;
        firstGain = Double.NEGATIVE_INFINITY;
        second = NONE;
        secondGain = Double.NEGATIVE_INFINITY;
        double coverageBound = coverage.bound();
        for (int block = 0; block < rows.blocks(); block++) {
            double bound = rows.baseBound(block);
            if (bound == Double.NEGATIVE_INFINITY) {
                continue;
            }
            bound += adviceBound(block) + coverageBound + diversity.blockBound(block);
            // The parts of a gain are added up in another order, which may round up.
            bound += 1e-9 * (1 + Math.abs(bound));
            if (bound >= Math.min(bestGain, secondGain)) {
                scan(block, bound - rows.baseBound(block));
            }
        }
    }

    private void scan(int block, double moreThanBase) {
        diversity.refresh(block);
        int end = rows.endOf(block);
        for (int position = rows.firstOf(block); position < end; position++) {
            if (rows.isPlaced(position)) {
                continue;
            }
            if (rows.base(position) + moreThanBase < Math.min(bestGain, secondGain)) {
                continue;
            }
            int row = rows.row(position);
            double known = known(position, row);
            double covered = coverage.gain(row);
            double bound = known + diversity.bound(position) + covered;
            boolean couldBeSecond = bound >= secondGain;
            if (!couldBeSecond && bound < bestGain) {
                continue;
            }
            boolean isAllowed = rules.allows(row);
            if (isAllowed || couldBeSecond) {
                consider(position, row, known + diversity.gain(position) + covered, isAllowed);
            }
        }
    }

    /** Everything but diversity and coverage. */
    private double known(int position, int row) {
        double known = rows.base(position);
        if (isAdvised) {
            known += advice[position];
        }
        return known - spacing.loss(row);
    }

    private void consider(int position, int row, double gain, boolean isAllowed) {
        if (isAllowed && isBetter(row, gain, best, bestGain)) {
            best = position;
            bestGain = gain;
        }
        if (isBetter(row, gain, first, firstGain)) {
            second = first;
            secondGain = firstGain;
            first = position;
            firstGain = gain;
        } else if (isBetter(row, gain, second, secondGain)) {
            second = position;
            secondGain = gain;
        }
    }

    private boolean isBetter(int row, double gain, int than, double thanGain) {
        return gain > thanGain || gain == thanGain && (than == NONE || row < rows.row(than));
    }

    private double adviceBound(int block) {
        if (!isAdvised) {
            return 0;
        }
        float most = Float.NEGATIVE_INFINITY;
        int end = rows.endOf(block);
        for (int position = rows.firstOf(block); position < end; position++) {
            if (!rows.isPlaced(position)) {
                most = Math.max(most, advice[position]);
            }
        }
        return most;
    }

    private void take(double propensity) {
        int row = rows.row(best);
        if (!problem.isEligible(row)) {
            throw new IllegalStateException("row " + row + " was dropped while its slate was laid");
        }
        int other = first == best ? second : first;
        double otherGain = first == best ? secondGain : firstGain;
        otherAt[size] = other == NONE ? NONE : rows.row(other);
        otherGainAt[size] = otherGain;
        otherRuleAt[size] = other == NONE ? NONE : rules.blockedBy(rows.row(other));
        gainAt[size] = bestGain;
        diversityAt[size] = diversity.gain(best);
        coverageAt[size] = coverage.gain(row);
        spacingAt[size] = spacing.loss(row);
        adviceAt[size] = isAdvised ? advice[best] : 0;
        propensityAt[size] = propensity;
        rowAt[size] = row;
        placeOf[row] = size;
        rows.place(best);
        diversity.place(best);
        coverage.place(row);
        spacing.place(row, size);
        size++;
        rules.place(row);
    }

    private void grow(int places, int rowCount) {
        if (rowAt.length < places) {
            rowAt = new int[places];
            gainAt = new double[places];
            diversityAt = new double[places];
            coverageAt = new double[places];
            spacingAt = new double[places];
            adviceAt = new float[places];
            propensityAt = new double[places];
            otherAt = new int[places];
            otherGainAt = new double[places];
            otherRuleAt = new int[places];
        }
        if (placeOf.length < rowCount) {
            placeOf = new int[rowCount];
            advice = new float[rowCount];
        }
    }
}
