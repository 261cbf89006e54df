package dev.medley.platform.plugin;

import dev.medley.spi.config.InvalidConfigException;
import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong, so that it can be told at once. One thread at a time. */
final class Problems {
    private final List<String> reasons = new ArrayList<>();
    private boolean temporary;

    void add(String reason) {
        reasons.add(reason);
    }

    void addAll(Problems others) {
        reasons.addAll(others.reasons);
        temporary |= others.temporary;
    }

    void addAll(RejectedException rejection) {
        reasons.addAll(rejection.reasons());
        temporary |= rejection.isTemporary();
    }

    /** The scenario id belongs to somebody else, who may go. */
    void addTaken(String reason) {
        reasons.add(reason);
        temporary = true;
    }

    /** The configuration is wrong, which may be mended. */
    void addInvalidConfig(String scenario, InvalidConfigException invalid) {
        invalid.problems().forEach(problem -> reasons.add("scenario " + scenario + ": " + problem));
        temporary = true;
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** How many there are: whether a step has added one is seen by comparing. */
    int size() {
        return reasons.size();
    }

    RejectedException rejection() {
        return new RejectedException(reasons, temporary);
    }

    void throwIfAny() throws RejectedException {
        if (!reasons.isEmpty()) {
            throw rejection();
        }
    }
}
