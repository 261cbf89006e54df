package dev.medley.platform.store;

import dev.medley.platform.world.World;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.CounterGroup;
import dev.medley.spi.context.CounterWindow;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Everything that can be read from a world, line by line: two worlds with equal dumps answer equally. */
final class WorldDump {
    private final World world;
    private final List<String> lines = new ArrayList<>();
    private final TreeSet<ItemId> items = new TreeSet<>();
    private final TreeSet<String> cohorts = new TreeSet<>();
    private final TreeSet<String> authors = new TreeSet<>();
    private final TreeSet<String> categories = new TreeSet<>();

    private WorldDump(World world) {
        this.world = world;
    }

    /** Once every ranking is up to date. */
    static List<String> of(World world, String... surfaces) {
        if (world instanceof InfinispanWorld kept) {
            kept.settle();
        }
        return asItIs(world, surfaces);
    }

    /** With rankings as they are kept at the moment. */
    static List<String> asItIs(World world, String... surfaces) {
        WorldDump dump = new WorldDump(world);
        dump.lines.add("counts " + world.counts());
        dump.lines.add("clock " + world.clock().instant());
        dump.lines.add("judgments " + world.judgments());
        dump.lines.add("datasets " + world.datasets());
        for (String surface : surfaces) {
            dump.addItems(new SurfaceId(surface));
        }
        dump.addUsers();
        for (String surface : surfaces) {
            dump.addCounters(new SurfaceId(surface));
        }
        return dump.lines;
    }

    private void addItems(SurfaceId surface) {
        world.catalog()
                .follow(surface, new Catalog.ItemListener() {
                    @Override
                    public void onItem(Item item) {
                        items.add(item.id());
                        item.author().ifPresent(authors::add);
                        categories.addAll(item.categories());
                        lines.add("item " + item.id() + " " + item.title() + " " + item.author() + item.categories()
                                + item.attributes() + item.publishedAt());
                        if (item.vector().length > 0) {
                            lines.add("nearest to " + item.id() + " "
                                    + world.vectors().nearest(surface, item.vector(), 10));
                        }
                    }

                    @Override
                    public void onRemoved(ItemId id) {
                        throw new IllegalStateException("removed while existing items are told: " + id);
                    }
                })
                .close();
    }

    private void addUsers() {
        world.users().forEach((UserId user, UserProfile profile) -> {
            cohorts.add(profile.cohort());
            lines.add("user " + user + " " + profile);
            for (Interaction interaction : world.histories().newest(user, Integer.MAX_VALUE)) {
                items.add(interaction.item());
                lines.add("  " + interaction);
            }
        });
    }

    private void addCounters(SurfaceId surface) {
        for (ItemId item : items) {
            if (item.surface().equals(surface)) {
                lines.add("neighbours of " + item + " " + world.neighbours().neighbours(item, 100));
                for (CounterWindow window : CounterWindow.values()) {
                    lines.add("count of " + item + " " + window + " "
                            + world.counters().ofItem(item, window));
                }
                for (String cohort : cohorts) {
                    lines.add("count of " + item + " in " + cohort + " "
                            + world.counters().ofItemInCohort(item, cohort));
                }
            }
        }
        addTop(surface, CounterGroup.all());
        cohorts.forEach(cohort -> addTop(surface, CounterGroup.cohort(cohort)));
        for (String author : authors) {
            addTop(surface, CounterGroup.author(author));
            for (CounterWindow window : CounterWindow.values()) {
                lines.add("count of author " + author + " " + window + " "
                        + world.counters().ofAuthor(surface, author, window));
            }
        }
        for (String category : categories) {
            addTop(surface, CounterGroup.category(category));
            for (CounterWindow window : CounterWindow.values()) {
                lines.add("count of category " + category + " " + window + " "
                        + world.counters().ofCategory(surface, category, window));
            }
        }
    }

    private void addTop(SurfaceId surface, CounterGroup group) {
        for (CounterWindow window : CounterWindow.values()) {
            lines.add("top of " + surface + " " + group + " " + window + " "
                    + world.counters().top(surface, group, window, 1_000));
        }
    }
}
