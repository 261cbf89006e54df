package dev.medley.spi.feature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The features that a scenario's providers write, in a fixed order. The shared features are not part of it. */
public final class FeatureSchema {
    private static final FeatureSchema EMPTY = new FeatureSchema(Map.of());

    private final Map<String, FeatureSpec> byName;

    private FeatureSchema(Map<String, FeatureSpec> byName) {
        this.byName = byName;
    }

    /** A scenario without features of its own. */
    public static FeatureSchema empty() {
        return EMPTY;
    }

    /** A schema of those features; see {@link #of(Collection)}. */
    public static FeatureSchema of(FeatureSpec... features) {
        return of(List.of(features));
    }

    /**
     * A schema of those features.
     *
     * @throws IllegalArgumentException naming every name that stands for two features, or that is a shared feature's
     */
    public static FeatureSchema of(Collection<? extends FeatureSpec> features) {
        Map<String, FeatureSpec> byName = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (FeatureSpec feature : features) {
            FeatureSpec other = byName.putIfAbsent(feature.name(), feature);
            if (other != null) {
                problems.add("feature '" + feature.name() + "' is declared twice: " + other + " and " + feature);
            }
            if (SharedFeatures.ALL.stream().anyMatch(shared -> shared.name().equals(feature.name()))) {
                problems.add("feature '" + feature.name() + "' is one of the platform's shared features");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new FeatureSchema(Collections.unmodifiableMap(byName));
    }

    /** All of them, in order of declaration. */
    public List<FeatureSpec> features() {
        return List.copyOf(byName.values());
    }

    /** Whether exactly this feature is declared. */
    public boolean contains(FeatureSpec feature) {
        return feature.equals(byName.get(feature.name()));
    }

    /** The feature of that name. */
    public Optional<FeatureSpec> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
