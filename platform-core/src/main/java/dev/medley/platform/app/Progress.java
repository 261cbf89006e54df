package dev.medley.platform.app;

import java.io.PrintStream;

/** What the person at the terminal is told: short lines, apart from the log. */
final class Progress {
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERRORS = System.err;

    private Progress() {}

    /** One line of how it goes. */
    static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }

    /** One line of what went wrong. */
    static void complain(String line) {
        ERRORS.println("medley: " + line);
        ERRORS.flush();
    }
}
