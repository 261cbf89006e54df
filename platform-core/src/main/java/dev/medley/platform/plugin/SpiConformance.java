package dev.medley.platform.plugin;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * Finds what a plugin's object lacks of the SPI's interfaces. Java does not look when it loads a class that was compiled
 * against an older interface; it throws at the first call, which may be the first request with candidates.
 */
final class SpiConformance {
    private SpiConformance() {}

    /** Every method of the SPI that the object's class does not have becomes a problem. */
    static void check(String name, Object object, Problems problems) {
        try {
            for (Method method : object.getClass().getMethods()) {
                if (Modifier.isAbstract(method.getModifiers()) && isSpi(method.getDeclaringClass())) {
                    problems.add(name + ": " + object.getClass().getName() + " does not have the method "
                            + method.getDeclaringClass().getSimpleName() + "." + method.getName()
                            + ": the plugin was compiled against another SPI; compile it again, against this one");
                }
            }
        } catch (LinkageError unreadable) {
            // Some signature names a class that is not there. Whether that matters, calling it will show.
        }
    }

    private static boolean isSpi(Class<?> type) {
        return type.getName().startsWith(PluginClassLoader.SPI_PACKAGES);
    }
}
