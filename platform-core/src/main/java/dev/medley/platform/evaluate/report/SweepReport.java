package dev.medley.platform.evaluate.report;

import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.SlateSweep;
import java.util.List;
import java.util.Objects;

/**
 * What a comparison of re-rankers found.
 *
 * @param title one line
 * @param fingerprint what the data can be recognised by, such as a digest
 * @param commandLine what gives the same figures again, but for times
 * @param notes how candidates, values and groups were made, a sentence each
 * @param attributes that divide the items into groups
 * @param settings of the sweep
 * @param result what it found
 */
public record SweepReport(
        String title,
        String fingerprint,
        String commandLine,
        List<String> notes,
        List<GroupAttribute> attributes,
        SlateSweep.Settings settings,
        SlateSweep.Result result) {
    /** Copies the lists. */
    public SweepReport {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(commandLine, "commandLine");
        notes = List.copyOf(notes);
        attributes = List.copyOf(attributes);
    }

    /** The attribute that the methods were to be fair to. */
    public GroupAttribute controlled() {
        return attributes.get(settings.controlled());
    }
}
