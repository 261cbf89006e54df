package dev.medley.platform.execute;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps virtual threads running when a component spins on one. A virtual thread is never preempted: as many spinning
 * ones as there are carriers stop every other for ever. So there are a few carriers more than cores, and when threads
 * queue while every carrier is taken, more are added, up to a bound; they go again when there is no queue. There is one
 * scheduler in a process, so there is one watch.
 */
public final class CarrierWatch {
    private static final Logger LOGGER = System.getLogger(CarrierWatch.class.getName());
    private static final long LOOK_MILLIS = 20;
    private static final int SPARE = 6;
    private static final int MAX_ADDED = 128;
    private static final int QUIET_LOOKS = 500;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int usual = scheduler.getParallelism() + SPARE;

    private CarrierWatch() {
        scheduler.setParallelism(usual);
        Thread.ofPlatform().daemon().name("medley-carrier-watch").start(this::watch);
    }

    /** Sees to it that the scheduler is watched, from now to the end of the process. */
    public static void start() {
        Objects.requireNonNull(Started.WATCH);
    }

    /** Loaded, and so started, at the first call. */
    private static final class Started {
        private static final CarrierWatch WATCH = new CarrierWatch();
    }

    private void watch() {
        int starvedLooks = 0;
        int quietLooks = 0;
        while (true) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException end) {
                return;
            }
            // Not the pool's size alone: when the parallelism was lowered, idle threads above it stay in the pool.
            int carriers = Math.min(scheduler.getPoolSize(), scheduler.getParallelism());
            boolean starved =
                    scheduler.getQueuedVirtualThreadCount() > 0 && scheduler.getMountedVirtualThreadCount() >= carriers;
            starvedLooks = starved ? starvedLooks + 1 : 0;
            quietLooks = starved ? 0 : quietLooks + 1;
            if (starvedLooks >= 2) {
                addCarriers();
                starvedLooks = 0;
            } else if (quietLooks >= QUIET_LOOKS) {
                removeCarriers();
                quietLooks = 0;
            }
        }
    }

    private void addCarriers() {
        int carriers = scheduler.getParallelism();
        if (scheduler.getMountedVirtualThreadCount() >= carriers && carriers < usual + MAX_ADDED) {
            int more = Math.min(usual + MAX_ADDED, 2 * carriers);
            LOGGER.log(Level.INFO, "virtual threads wait for a carrier: {0} carriers, now {1}", carriers, more);
            scheduler.setParallelism(more);
        }
        // A scheduler that may have more carriers starts one only when somebody brings it a thread.
        Thread.startVirtualThread(() -> {});
    }

    private void removeCarriers() {
        int needed = Math.max(usual, scheduler.getMountedVirtualThreadCount() + SPARE);
        if (needed < scheduler.getParallelism()) {
            scheduler.setParallelism(needed);
        }
    }
}
