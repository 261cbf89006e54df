package dev.medley.platform.plugin;

import java.util.ServiceConfigurationError;

/** Puts into words what plugin code threw. */
final class Failures {
    private static final int MAX_MESSAGE = 500;

    private Failures() {}

    /** Class, message and place of the root of it; a missing class is named as such. */
    static String describe(Throwable thrown) {
        Throwable root = root(thrown);
        return switch (root) {
            case ClassNotFoundException missing -> missingClass(missing.getMessage());
            case NoClassDefFoundError missing
            when isClassName(missing.getMessage()) ->
                missingClass(missing.getMessage().replace('/', '.'));
            case AbstractMethodError missing ->
                named(missing) + "; the plugin was compiled against another SPI: compile it again";
            case NoSuchMethodError missing -> named(missing) + "; compile the plugin again, against this SPI";
            case ServiceConfigurationError misnamed -> misnamed.getMessage();
            default -> named(root) + place(root);
        };
    }

    private static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        // An initializer's or a service's error only wraps; any other exception says more than its cause alone.
        while ((at instanceof ExceptionInInitializerError || at instanceof ServiceConfigurationError)
                && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static boolean isClassName(String message) {
        return message != null && !message.contains(" ");
    }

    private static String missingClass(String name) {
        return "class " + name + " is missing: it is in none of the plugin's jars";
    }

    private static String named(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (Throwable alsoThrown) { // plugin code may do anything, even here
            message = null;
        }
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        String text = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "..." : message;
        return thrown.getClass().getName() + ": " + text;
    }

    private static String place(Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!frame.getClassName().startsWith("java.")) {
                return " (at " + frame.getClassName() + "." + frame.getMethodName() + ", " + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
