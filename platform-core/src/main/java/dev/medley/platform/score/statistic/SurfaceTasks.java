package dev.medley.platform.score.statistic;

import dev.medley.platform.world.DatasetDeclaration.Form;

/**
 * One surface's tasks and how their noes are known.
 *
 * @param meanings what interactions say about the tasks
 * @param explicit the tasks whose noes are observed, as a mask; of the others noes are drawn
 */
public record SurfaceTasks(TaskMeanings meanings, int explicit) {
    /**
     * Noes of a task are observed if somebody has said one, or if its values say more than yes and no.
     *
     * @param noes the tasks about which some pair says no, and not yes, as a mask
     */
    public static SurfaceTasks of(TaskMeanings meanings, int noes) {
        int explicit = noes;
        for (int task = 0; task < meanings.tasks().size(); task++) {
            explicit |= meanings.formOf(task) == Form.THRESHOLD ? 0 : 1 << task;
        }
        return new SurfaceTasks(meanings, explicit);
    }

    /** The tasks whose noes are drawn, as a mask: who had to do with an item and did not say yes has said no. */
    public int drawn() {
        return (1 << meanings.tasks().size()) - 1 & ~explicit;
    }

    /** Whether noes of that task are observed. */
    public boolean isExplicit(int task) {
        return (explicit >>> task & 1) == 1;
    }
}
