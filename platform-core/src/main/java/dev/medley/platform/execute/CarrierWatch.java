package dev.medley.platform.execute;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps virtual threads running when a component spins on one. A virtual thread is never preempted: as many spinning
 * ones as there are carriers stop every other for ever. So there are a few carriers more than cores, and when threads
 * queue while every carrier is taken, more are added, up to a bound; they go again when there is no queue.
 */
public final class CarrierWatch implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(CarrierWatch.class.getName());
    private static final long LOOK_MILLIS = 20;
    private static final int SPARE = 6;
    private static final int MAX_ADDED = 128;
    private static final int QUIET_LOOKS = 500;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int before = scheduler.getParallelism();
    private final int usual = before + SPARE;
    private final Thread thread;
    private volatile boolean closed;

    /** Starts watching the virtual machine's one scheduler; have one for a process. */
    public CarrierWatch() {
        scheduler.setParallelism(usual);
        thread = Thread.ofPlatform().daemon().name("medley-carrier-watch").start(this::watch);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        scheduler.setParallelism(before);
    }

    private void watch() {
        int starvedLooks = 0;
        int quietLooks = 0;
        while (!closed) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException end) {
                return;
            }
            boolean starved = scheduler.getQueuedVirtualThreadCount() > 0
                    && scheduler.getMountedVirtualThreadCount() >= scheduler.getPoolSize();
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
            int more = Math.min(usual + MAX_ADDED, carriers + SPARE);
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
