package dev.medley.platform.plugin;

import java.util.List;

/**
 * A plugin or a configuration was not taken over. It never carries a cause: a plugin's exception would keep the plugin's
 * class loader alive.
 */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;
    private final boolean temporary;

    /** A rejection for reasons that lie in what was rejected. */
    public RejectedException(List<String> reasons) {
        this(reasons, false);
    }

    RejectedException(List<String> reasons, boolean temporary) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
        this.temporary = temporary;
    }

    /** Every reason that was found, in words. */
    public List<String> reasons() {
        return reasons;
    }

    /** Whether the same plugin may pass once something beside it has changed: a configuration file, another plugin. */
    boolean isTemporary() {
        return temporary;
    }
}
