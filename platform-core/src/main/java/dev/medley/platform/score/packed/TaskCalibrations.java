package dev.medley.platform.score.packed;

import dev.medley.platform.score.calibrate.Calibration;
import java.util.Arrays;

/**
 * What turns a model's raw probabilities into calibrated ones, for each domain and task. Immutable; any thread.
 */
public final class TaskCalibrations {
    private final Calibration[][] byDomainAndTask;

    /**
     * Those.
     *
     * @param byDomainAndTask for each domain one for each task
     */
    public TaskCalibrations(Calibration[][] byDomainAndTask) {
        this.byDomainAndTask = new Calibration[byDomainAndTask.length][];
        Arrays.setAll(this.byDomainAndTask, i -> byDomainAndTask[i].clone());
    }

    /** The calibrated probability. */
    public float apply(int domain, int task, float probability) {
        return byDomainAndTask[domain][task].apply(probability);
    }

    /** That of a domain and a task. */
    public Calibration of(int domain, int task) {
        return byDomainAndTask[domain][task];
    }

    /** How many domains there are. */
    public int domains() {
        return byDomainAndTask.length;
    }
}
