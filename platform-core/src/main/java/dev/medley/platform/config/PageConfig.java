package dev.medley.platform.config;

import dev.medley.spi.config.InvalidConfigException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The mixed page's configuration while it serves. What is read is one immutable state that is swapped as a whole; a change
 * is taken as a whole or refused as a whole, and what its files have against them leaves the last good one serving: at the
 * start, the defaults. Any thread.
 */
public final class PageConfig {
    private static final System.Logger LOGGER = System.getLogger(PageConfig.class.getName());

    private final ConfigStore store;
    private final InstantSource wallClock;
    private final ReentrantLock changes = new ReentrantLock();
    private volatile State state;

    /**
     * How pages are laid now.
     *
     * @param slate how
     * @param revision names exactly these values
     */
    public record Effective(PageSlate slate, String revision) {}

    /**
     * What operators see of it.
     *
     * @param served what pages are laid by
     * @param config its values and where they come from
     * @param override the live layer, if there is one
     * @param problems what is wrong with the files, if they are not what is served
     */
    public record State(
            Effective served, EffectiveConfig config, Optional<ConfigOverride> override, List<String> problems) {
        static State of(EffectiveConfig config, Optional<ConfigOverride> override) {
            return new State(
                    new Effective(PageSlate.of(config.config()), config.revision()), config, override, List.of());
        }

        State with(List<String> found) {
            return new State(served, config, override, List.copyOf(found));
        }
    }

    /**
     * Reads what is there.
     *
     * @param wallClock for the times that operators see
     */
    public PageConfig(ConfigStore store, InstantSource wallClock) {
        this.store = store;
        this.wallClock = wallClock;
        state = State.of(ConfigStore.defaults(ConfigSubject.PAGE), Optional.empty());
        reload();
    }

    /** How pages are laid now; costs one volatile read. */
    public Effective current() {
        return state.served();
    }

    /** What operators see of it. */
    public State state() {
        return state;
    }

    /** Takes over what the files say now, or keeps what serves and says why. */
    public void reload() {
        changes.lock();
        try {
            State before = state;
            State now = State.of(store.effective(ConfigSubject.PAGE), store.findOverride(ConfigSubject.PAGE));
            state = now;
            if (!now.served().revision().equals(before.served().revision())) {
                LOGGER.log(
                        Level.INFO,
                        "the mixed page is reconfigured: {0}",
                        now.served().revision());
            }
        } catch (InvalidConfigException invalid) {
            if (!invalid.problems().equals(state.problems())) {
                invalid.problems()
                        .forEach(problem ->
                                LOGGER.log(Level.WARNING, "configuration of the mixed page is refused: {0}", problem));
            }
            state = state.with(invalid.problems());
        } finally {
            changes.unlock();
        }
    }

    /**
     * Changes the live layer.
     *
     * @param values keys to values; null takes a key out of the override
     * @param author who wants it
     * @param reason why
     * @throws InvalidConfigException with every problem; what served serves on and nothing is stored
     */
    public void override(Map<String, ?> values, String author, String reason) {
        changes.lock();
        try {
            take(Optional.of(ConfigOverride.merged(
                    store.findOverride(ConfigSubject.PAGE), values, author, reason, wallClock.instant())));
        } finally {
            changes.unlock();
        }
    }

    /**
     * Removes the live layer.
     *
     * @throws InvalidConfigException with every problem; what served serves on
     */
    public void clearOverride() {
        changes.lock();
        try {
            take(Optional.empty());
        } finally {
            changes.unlock();
        }
    }

    private void take(Optional<ConfigOverride> override) {
        EffectiveConfig config = store.preview(ConfigSubject.PAGE, override);
        try {
            override.ifPresentOrElse(set -> store.save(ConfigSubject.PAGE, set), () -> store.clear(ConfigSubject.PAGE));
        } catch (UncheckedIOException failed) {
            throw new InvalidConfigException(List.of(failed.getMessage() + ": " + failed.getCause()));
        }
        state = State.of(config, override);
        LOGGER.log(
                Level.INFO,
                "the mixed page is reconfigured: {0}, {1}",
                config.revision(),
                override.map(ConfigOverride::origin).orElse("no override"));
    }
}
