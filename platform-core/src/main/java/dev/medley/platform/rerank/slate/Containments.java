package dev.medley.platform.rerank.slate;

import dev.medley.platform.rerank.slate.Containment.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lets through the numbers that are allowed, and counts and replaces the others. */
final class Containments {
    private static final Source[] SOURCES = Source.values();

    private final int[] count = new int[SOURCES.length];
    private final int[] first = new int[SOURCES.length];
    private final float[] found = new float[SOURCES.length];

    void clear() {
        Arrays.fill(count, 0);
    }

    /** The number, or what is used for it. */
    float take(Source source, int index, float number) {
        if (source.allows(number)) {
            return number;
        }
        int kind = source.ordinal();
        if (count[kind]++ == 0) {
            first[kind] = index;
            found[kind] = number;
        }
        return source.contained(number);
    }

    List<Containment> list() {
        List<Containment> list = new ArrayList<>(0);
        for (Source source : SOURCES) {
            int kind = source.ordinal();
            if (count[kind] > 0) {
                list.add(new Containment(source, count[kind], first[kind], found[kind], source.contained(found[kind])));
            }
        }
        return list;
    }
}
