package dev.medley.platform.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarrierWatchTest {
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private int before;

    @BeforeEach
    void startTheWatch() {
        CarrierWatch.start();
        before = scheduler.getParallelism();
    }

    @AfterEach
    void restore() {
        scheduler.setParallelism(before);
    }

    @Test
    void spinningThreadsStopNobodyElseAlsoAfterThePoolWasLarger() throws Exception {
        // A pool that was large keeps its idle threads when it may use fewer: its size says nothing then.
        scheduler.setParallelism(before + 20);
        AtomicBoolean first = new AtomicBoolean(true);
        List<Thread> grown = spin(before + 20, first);
        Thread.sleep(200);
        first.set(false);
        for (Thread thread : grown) {
            thread.join();
        }
        scheduler.setParallelism(before);

        AtomicBoolean spinning = new AtomicBoolean(true);
        List<Thread> spinners = spin(before + 2, spinning);
        CountDownLatch served = new CountDownLatch(1);
        try {
            Thread.startVirtualThread(served::countDown);
            assertThat(served.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            spinning.set(false);
        }
        for (Thread thread : spinners) {
            thread.join();
        }
    }

    private static List<Thread> spin(int count, AtomicBoolean goingOn) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                while (goingOn.get()) {
                    Thread.onSpinWait();
                }
            }));
        }
        return threads;
    }
}
