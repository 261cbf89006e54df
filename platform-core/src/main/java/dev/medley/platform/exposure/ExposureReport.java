package dev.medley.platform.exposure;

import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.UserQuality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who gets how much attention, and what follows.
 *
 * @param revision of the prices; 0 before there are any
 * @param settings what it is kept by
 * @param nodes how many nodes have counted
 * @param attributes by attribute, sorted
 * @param scales what a usual value is, by scenario
 * @param quality of slates by cohort of users, in units of a scenario's usual value
 * @param dropped slates of this node that were not counted, for want of time
 */
public record ExposureReport(
        long revision,
        Settings settings,
        int nodes,
        Map<String, AttributeExposure> attributes,
        Map<String, Double> scales,
        UserQuality.Report quality,
        long dropped) {
    /**
     * The settings that are used.
     *
     * @param revision names exactly them
     * @param problems what is wrong with their file, if they are not what it says now
     */
    public record Settings(String revision, List<String> problems) {}

    /**
     * One attribute.
     *
     * @param goal what is aimed at, if anything is
     * @param groups most attention first
     */
    public record AttributeExposure(Optional<ExposureGoal> goal, List<GroupExposure> groups) {}

    /**
     * One group.
     *
     * @param attention units since ever
     * @param recent units, halved once a half-life
     * @param share of the recent attention, 0 to 1
     * @param declared share or merit, if the goal names the group
     * @param price in units of a scenario's usual value
     */
    public record GroupExposure(
            String group, double attention, double recent, double share, OptionalDouble declared, double price) {}

    /** Who can tell. */
    @FunctionalInterface
    public interface Source {
        /** How it is now. Any thread. */
        ExposureReport report();
    }
}
