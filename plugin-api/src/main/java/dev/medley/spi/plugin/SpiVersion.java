package dev.medley.spi.plugin;

/** The version of this interface. It grows by one when a plugin built before would no longer work. */
public final class SpiVersion {
    /** The version of these classes. A plugin writes this constant into its descriptor; javac inlines it. */
    public static final int CURRENT = 1;

    private SpiVersion() {}
}
