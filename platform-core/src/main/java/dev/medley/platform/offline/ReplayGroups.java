package dev.medley.platform.offline;

import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.spi.entity.Item;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What divides a catalogue's items into groups that re-rankers should be fair to: whatever of size of the streamer, mature
 * rooms, language, age of the film and first category the items have; and deciles of popularity, which stand for sellers,
 * where they have none of these but a category. The shares of attention that groups should have are those that they have
 * of the catalogue.
 */
final class ReplayGroups {
    /** Size is in fifths. */
    private static final int FIFTHS = 5;

    private static final int TENTHS = 10;
    private static final int MOST_NAMED = 20;
    private static final int[] FILM_DECADES = {1960, 1980, 1990, 1995};
    private static final String UNKNOWN = "unknown";

    private final List<GroupAttribute> attributes = new ArrayList<>();
    private final List<int[]> groups = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    private ReplayGroups() {}

    /**
     * Divides.
     *
     * @param items whose groups
     * @param popularity of each item: how many people had to do with it
     */
    static ReplayGroups of(List<Item> items, int[] popularity) {
        ReplayGroups made = new ReplayGroups();
        made.quantiles("size", items, FIFTHS, number("total_followers"));
        made.names(
                "mature",
                items,
                item -> item.attributes()
                        .flag("mature")
                        .map(mature -> mature ? "mature" : "for all")
                        .orElse(UNKNOWN));
        made.names("language", items, item -> item.attributes().text("language").orElse(UNKNOWN));
        made.filmAge(items);
        if (made.attributes.isEmpty()) {
            int[] number = {0};
            made.quantiles("seller", items, TENTHS, _ -> popularity[number[0]++]);
        }
        made.names(
                "category",
                items,
                item -> item.categories().isEmpty()
                        ? UNKNOWN
                        : item.categories().getFirst());
        return made;
    }

    private interface Name {
        String of(Item item);
    }

    private static ToDoubleFunction<Item> number(String attribute) {
        return item -> item.attributes().number(attribute).orElse(Double.NaN);
    }

    /** Groups by name; the rarest of many are one group. */
    private void names(String attribute, List<Item> items, Name name) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Item item : items) {
            counts.merge(name.of(item), 1, Integer::sum);
        }
        List<String> common = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_NAMED)
                .map(Map.Entry::getKey)
                .toList();
        add(
                attribute,
                items.stream()
                        .map(name::of)
                        .map(each -> common.contains(each) ? each : "other")
                        .toList());
    }

    /** As many groups of about as many items each, smallest first; items without the number are one of their own. */
    private void quantiles(String attribute, List<Item> items, int count, ToDoubleFunction<Item> number) {
        double[] numbers = items.stream().mapToDouble(number).toArray();
        double[] sorted = Arrays.stream(numbers)
                .filter(each -> !Double.isNaN(each))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (double each : numbers) {
            if (Double.isNaN(each)) {
                names.add(UNKNOWN);
                continue;
            }
            // Equal numbers are one group, so it is where the first of them stands that counts.
            int rank = Arrays.binarySearch(sorted, each);
            while (rank > 0 && sorted[rank - 1] == each) {
                rank--;
            }
            names.add(String.format(Locale.ROOT, "%s %d", attribute, 1 + (int) ((long) rank * count / sorted.length)));
        }
        add(attribute, names);
    }

    private void filmAge(List<Item> items) {
        List<String> names = new ArrayList<>();
        boolean isKnown = false;
        for (Item item : items) {
            double year = number("year").applyAsDouble(item);
            isKnown |= !Double.isNaN(year);
            if (Double.isNaN(year)) {
                year = item.publishedAt().map(ReplayGroups::yearOf).orElse(Double.NaN);
            }
            names.add(decade(year));
        }
        if (isKnown) {
            add("film-age", names);
        }
    }

    private static double yearOf(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).getYear();
    }

    private static String decade(double year) {
        if (Double.isNaN(year)) {
            return UNKNOWN;
        }
        String name = "before " + FILM_DECADES[0];
        for (int from : FILM_DECADES) {
            name = year >= from ? "from " + from : name;
        }
        return name;
    }

    private void add(String attribute, List<String> names) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        names.stream().distinct().sorted().forEach(name -> numbers.put(name, numbers.size()));
        if (numbers.size() < 2) {
            left.add(attribute + " is '" + names.getFirst() + "' everywhere");
            return;
        }
        double[] shares = new double[numbers.size()];
        int[] group = new int[names.size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = numbers.get(names.get(i));
            shares[group[i]] += 1.0 / group.length;
        }
        attributes.add(new GroupAttribute(attribute, List.copyOf(numbers.keySet()), shares));
        groups.add(group);
    }

    /** The attributes, that which is first is the usual one to be fair to; empty if all items are alike. */
    List<GroupAttribute> attributes() {
        return attributes;
    }

    /** What would divide the items if they were not all alike in it. */
    List<String> undivided() {
        return left.stream().filter(each -> !each.contains("'" + UNKNOWN + "'")).toList();
    }

    /** The group of an item. */
    int group(int attribute, int item) {
        return groups.get(attribute)[item];
    }

    /** The name of an item's group; empty if nothing is divided so. */
    boolean isIn(String attribute, String group, int item) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(attribute)) {
                return attributes.get(i).groups().get(groups.get(i)[item]).equals(group);
            }
        }
        return false;
    }
}
