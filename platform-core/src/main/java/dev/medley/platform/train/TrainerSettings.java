package dev.medley.platform.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a training is told.
 *
 * @param seed what chance is drawn from
 * @param epochs at most so many passes; 0 lets the trainer choose
 * @param tasks names of the tasks, in the order of the examples' labels
 * @param funnelParents for each task the number of the task that must be a yes before it, such as click before
 *     purchase (ESMM); -1 for none. A task with a parent is predicted as the parent's probability times its own
 * @param threads how many threads may compute, at least 1
 * @param checkpoint where to keep what an interrupted training resumes from; empty for none
 * @param parent what to start from; empty to start from chance
 */
public record TrainerSettings(
        long seed,
        int epochs,
        List<String> tasks,
        int[] funnelParents,
        int threads,
        Optional<Path> checkpoint,
        Optional<ParentModel> parent) {
    private static final long MEMBER_STEP = 0x9E3779B97F4A7C15L;

    /** The same with another bound of passes. */
    public TrainerSettings withEpochs(int most) {
        return new TrainerSettings(seed, most, tasks, funnelParents, threads, checkpoint, parent);
    }

    /** From chance. */
    public TrainerSettings(
            long seed, int epochs, List<String> tasks, int[] funnelParents, int threads, Optional<Path> checkpoint) {
        this(seed, epochs, tasks, funnelParents, threads, checkpoint, Optional.empty());
    }

    /** The same, started from that. */
    public TrainerSettings from(ParentModel model) {
        return new TrainerSettings(seed, epochs, tasks, funnelParents, threads, checkpoint, Optional.of(model));
    }

    /** The settings of one more network of several: another seed, a checkpoint of its own. */
    public TrainerSettings member(int number) {
        return new TrainerSettings(
                seed + MEMBER_STEP * number,
                epochs,
                tasks,
                funnelParents,
                threads,
                checkpoint.map(file -> file.resolveSibling(file.getFileName() + "-" + number)),
                parent);
    }
}
