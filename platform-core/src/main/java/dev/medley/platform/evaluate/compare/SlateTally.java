package dev.medley.platform.evaluate.compare;

import dev.medley.platform.evaluate.slate.GroupExposure;
import dev.medley.platform.evaluate.slate.GroupRepresentation;
import dev.medley.platform.evaluate.slate.InterestCalibration;
import dev.medley.platform.evaluate.slate.SlateGain;
import dev.medley.platform.evaluate.slate.SlateVariety;
import dev.medley.platform.evaluate.slate.UserGroupGain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the figures of the slates that one method has laid. */
final class SlateTally {
    private static final double ALPHA = 0.5;
    private static final int LEAST_USERS = 10;

    private final List<GroupAttribute> attributes;
    private final List<DeclaredShares> declared = new ArrayList<>();
    private final int window;
    private final Map<SlateFigure, Mean> means = new EnumMap<>(SlateFigure.class);
    private final List<Map<SlateFigure, Mean>> groupMeans = new ArrayList<>();
    private final List<GroupExposure> exposures = new ArrayList<>();
    private final UserGroupGain userGroups = new UserGroupGain(LEAST_USERS);
    private double value;
    private long unsafe;

    private static final class Mean {
        private double sum;
        private long count;

        void add(double value) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }

        double value() {
            return count > 0 ? sum / count : Double.NaN;
        }
    }

    SlateTally(List<GroupAttribute> attributes, int window) {
        this.attributes = attributes;
        this.window = window;
        for (GroupAttribute attribute : attributes) {
            declared.add(new DeclaredShares(declared.size(), attribute.shares(), attribute.isOfRows()));
            groupMeans.add(new EnumMap<>(SlateFigure.class));
            exposures.add(new GroupExposure(attribute.shares().length));
        }
    }

    private static void add(Map<SlateFigure, Mean> means, SlateFigure figure, double value) {
        means.computeIfAbsent(figure, _ -> new Mean()).add(value);
    }

    /**
     * Adds a slate.
     *
     * @throws IllegalStateException if it has a row that there is not, or one twice
     */
    void add(JudgedCase judged, int[] order, int count) {
        SlateCase slate = judged.slate();
        requireRows(slate, order, count);
        for (int place = 0; place < count; place++) {
            unsafe += slate.eligible()[order[place]] ? 0 : 1;
        }
        double ndcg = SlateGain.ndcg(order, count, judged.gains(), slate.places());
        add(means, SlateFigure.NDCG, ndcg);
        judged.userGroups().forEach(group -> userGroups.add(group, ndcg));
        value += SlateGain.dcg(order, count, slate.values());
        add(means, SlateFigure.ALPHA_NDCG, SlateGain.alphaNdcg(order, count, judged.aspects(), ALPHA, slate.places()));
        add(
                means,
                SlateFigure.INTRA_LIST_DISTANCE,
                SlateVariety.intraListDistance(order, count, slate.vectors(), slate.width()));
        add(
                means,
                SlateFigure.WINDOWED_DISTANCE,
                SlateVariety.windowedDistance(order, count, slate.vectors(), slate.width(), window));
        add(means, SlateFigure.COVERAGE, SlateVariety.coverage(order, count, slate.categories(), judged.available()));
        add(
                means,
                SlateFigure.WINDOWED_COVERAGE,
                SlateVariety.windowedCoverage(order, count, slate.categories(), judged.available(), window));
        add(means, SlateFigure.LONGEST_RUN, SlateVariety.longestRun(order, count, slate.categories()));
        add(means, SlateFigure.MOST_IN_WINDOW, SlateVariety.mostInWindow(order, count, slate.categories(), window));
        add(
                means,
                SlateFigure.CALIBRATION_KL,
                InterestCalibration.divergence(
                        slate.interests(),
                        InterestCalibration.shares(order, count, slate.categories()),
                        InterestCalibration.SMOOTHING));
        for (int i = 0; i < attributes.size(); i++) {
            addGroups(i, slate, order, count);
        }
    }

    private void addGroups(int attribute, SlateCase slate, int[] order, int count) {
        int[] group = slate.groups()[attribute];
        double[] shares = declared.get(attribute).overall().clone();
        declared.get(attribute).of(slate, shares);
        GroupExposure exposure = exposures.get(attribute);
        exposure.add(order, count, group);
        for (int row = 0; row < slate.rows(); row++) {
            exposure.addMerit(group[row], slate.eligible()[row] ? slate.values()[row] : 0);
        }
        Map<SlateFigure, Mean> of = groupMeans.get(attribute);
        GroupRepresentation.Infeasible infeasible = GroupRepresentation.infeasible(order, count, group, shares);
        add(of, SlateFigure.INFEASIBLE_INDEX, infeasible.index());
        add(of, SlateFigure.INFEASIBLE_COUNT, infeasible.count());
        add(of, SlateFigure.NDKL, GroupRepresentation.ndkl(order, count, group, shares));
        add(of, SlateFigure.MIN_SKEW, GroupRepresentation.minSkew(order, count, group, shares, slate.places()));
    }

    private static void requireRows(SlateCase slate, int[] order, int count) {
        boolean[] seen = new boolean[slate.rows()];
        for (int place = 0; place < count; place++) {
            int row = order[place];
            if (row < 0 || row >= slate.rows() || seen[row]) {
                throw new IllegalStateException("place " + place + " of slate " + slate.number() + " has row " + row
                        + "; allowed: each of 0 to " + (slate.rows() - 1) + " once");
            }
            seen[row] = true;
        }
    }

    /** The sum of the discounted values. */
    double value() {
        return value;
    }

    double ndcg() {
        return means.containsKey(SlateFigure.NDCG) ? means.get(SlateFigure.NDCG).value() : Double.NaN;
    }

    /** Which groups the attention falls short for. */
    boolean[] neglected(int attribute) {
        double[] found = exposures.get(attribute).shares();
        double[] shares = attributes.get(attribute).shares();
        boolean[] neglected = new boolean[shares.length];
        for (int g = 0; g < shares.length; g++) {
            neglected[g] = found[g] < shares[g];
        }
        return neglected;
    }

    /**
     * The figures.
     *
     * @param plain the tally of the plain order, which may be this one
     */
    SweepPoint point(String method, double weight, int controlled, SlateTally plain, LayMeter meter) {
        Map<SlateFigure, Double> figures = new EnumMap<>(SlateFigure.class);
        means.forEach((figure, mean) -> put(figures, figure, mean.value()));
        put(figures, SlateFigure.NDCG_RETENTION, ndcg() / plain.ndcg());
        put(figures, SlateFigure.VALUE_RETENTION, value / plain.value);
        put(figures, SlateFigure.WORST_GROUP_NDCG, userGroups.worst());
        put(figures, SlateFigure.SAFETY_VIOLATIONS, unsafe);
        put(figures, SlateFigure.LATENCY_P50, meter.micros(0.5));
        put(figures, SlateFigure.LATENCY_P99, meter.micros(0.99));
        put(figures, SlateFigure.BYTES, meter.bytes());
        Map<String, Map<SlateFigure, Double>> byAttribute = new LinkedHashMap<>();
        Map<String, List<Double>> exposure = new HashMap<>();
        for (int i = 0; i < attributes.size(); i++) {
            GroupAttribute attribute = attributes.get(i);
            Map<SlateFigure, Double> of = new EnumMap<>(SlateFigure.class);
            groupMeans.get(i).forEach((figure, mean) -> put(of, figure, mean.value()));
            put(of, SlateFigure.EXPOSURE_GINI, exposures.get(i).gini(attribute.shares()));
            put(of, SlateFigure.EXPOSURE_TO_MERIT, exposures.get(i).exposureToMerit());
            put(of, SlateFigure.MAX_MIN_SHARE, exposures.get(i).maxMinShare(attribute.shares()));
            byAttribute.put(attribute.name(), of);
            exposure.put(
                    attribute.name(),
                    Arrays.stream(exposures.get(i).shares()).boxed().toList());
            if (i == controlled) {
                figures.putAll(of);
            }
        }
        return new SweepPoint(method, weight, figures, byAttribute, exposure, userGroups.means());
    }

    private static void put(Map<SlateFigure, Double> figures, SlateFigure figure, double value) {
        if (Double.isFinite(value)) {
            figures.put(figure, value);
        }
    }
}
