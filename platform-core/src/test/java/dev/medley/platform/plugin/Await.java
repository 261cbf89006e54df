package dev.medley.platform.plugin;

import java.util.function.BooleanSupplier;

/** Waits for what happens in the background; generous, because it only fails when something is wrong. */
public final class Await {
    private static final int SECONDS = 20;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + SECONDS + " s: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopping) {
                throw new AssertionError(stopping);
            }
        }
    }
}
