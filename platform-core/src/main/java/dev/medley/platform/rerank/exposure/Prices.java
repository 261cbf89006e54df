package dev.medley.platform.rerank.exposure;

import java.util.Set;

/**
 * What a re-ranker asks: how much is it worth now to show one item more of a group. Prices are in units of the value's
 * scale; an item of scenario {@code s} with value {@code v} competes as {@code v / scale(s) + sum of of(attribute,
 * group)}, which is why a scenario whose scores all double takes nothing from the others. Immutable; any thread. They may
 * be some seconds old, and nothing breaks when they are.
 */
public interface Prices {
    /** No prices; every scale is 1. */
    Prices NONE = new Prices() {
        @Override
        public double of(String attribute, String group) {
            return 0;
        }

        @Override
        public Set<String> attributes() {
            return Set.of();
        }

        @Override
        public double scale(String scenario) {
            return 1;
        }

        @Override
        public boolean knows(String scenario) {
            return false;
        }

        @Override
        public long revision() {
            return 0;
        }
    };

    /** The price of that group, 0 to the bound of the settings; 0 for a group or attribute without one. */
    double of(String attribute, String group);

    /** The attributes that have prices, sorted. */
    Set<String> attributes();

    /** What a usual value of that scenario is, above 0; 1 as long as nothing is known. */
    double scale(String scenario);

    /** Whether that is known. */
    boolean knows(String scenario);

    /** Which prices these are: greater is newer. With it a decision can be told exactly. */
    long revision();
}
