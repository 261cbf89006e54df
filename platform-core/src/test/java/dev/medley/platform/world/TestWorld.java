package dev.medley.platform.world;

import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.UserId;
import dev.medley.testkit.FakeCatalog;
import dev.medley.testkit.FakeClock;
import dev.medley.testkit.FakeCounters;
import dev.medley.testkit.FakeNeighbours;
import dev.medley.testkit.FakeUserHistories;
import dev.medley.testkit.FakeVectors;
import dev.medley.testkit.FakeWorld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The testkit's world behind the platform's port, with the judgments and data sets that no plugin sees. One thread fills
 * it, any may read.
 */
public final class TestWorld implements World, Users {
    private final FakeWorld fakes;
    private final List<Judgment> judgments = new ArrayList<>();
    private final List<DatasetDeclaration> datasets = new ArrayList<>();
    private volatile Runnable beforeEachUser = () -> {};

    public TestWorld() {
        this(new FakeWorld());
    }

    /** What is put into the fakes later is seen too. */
    public TestWorld(FakeWorld fakes) {
        this.fakes = fakes;
    }

    public TestWorld add(Item item) {
        fakes.items().put(item);
        return this;
    }

    public TestWorld add(UserId user, UserProfile profile) {
        fakes.users().put(user, profile);
        return this;
    }

    public TestWorld add(Interaction interaction) {
        fakes.interactions().add(interaction);
        return this;
    }

    public TestWorld add(Judgment judgment) {
        judgments.add(judgment);
        return this;
    }

    public TestWorld add(DatasetDeclaration declaration) {
        datasets.add(declaration);
        return this;
    }

    /** Makes {@link #forEach} run that before every user: for a reader that is to be held up. */
    public TestWorld beforeEachUser(Runnable action) {
        beforeEachUser = action;
        return this;
    }

    @Override
    public FakeCatalog catalog() {
        return fakes.items();
    }

    @Override
    public Users users() {
        return this;
    }

    @Override
    public FakeUserHistories histories() {
        return fakes.interactions();
    }

    @Override
    public FakeCounters counters() {
        return fakes.counters();
    }

    @Override
    public FakeNeighbours neighbours() {
        return fakes.neighbours();
    }

    @Override
    public FakeVectors vectors() {
        return fakes.vectors();
    }

    /** This world counts nothing: models read the counts that they were learnt with. */
    @Override
    public Optional<Statistics> statistics(Map<SurfaceId, List<TaskId>> tasks, int slots) {
        return Optional.empty();
    }

    @Override
    public List<Judgment> judgments() {
        return List.copyOf(judgments);
    }

    @Override
    public List<DatasetDeclaration> datasets() {
        return List.copyOf(datasets);
    }

    @Override
    public FakeClock clock() {
        return fakes.clock();
    }

    @Override
    public WorldCounts counts() {
        Map<SurfaceId, Long> items = new TreeMap<>();
        fakes.items().all().forEach(item -> items.merge(item.id().surface(), 1L, Long::sum));
        Map<SurfaceId, Long> interactions = new TreeMap<>();
        fakes.interactions()
                .all()
                .forEach(each -> interactions.merge(each.item().surface(), 1L, Long::sum));
        return new WorldCounts(items, fakes.users().ids().size(), interactions, judgments.size());
    }

    @Override
    public Optional<UserProfile> find(UserId user) {
        return profiles().contains(user) ? Optional.of(fakes.users().profile(user)) : Optional.empty();
    }

    @Override
    public void forEach(BiConsumer<UserId, UserProfile> action) {
        Set<UserId> users = new TreeSet<>(profiles());
        fakes.interactions().all().forEach(each -> users.add(each.user()));
        for (UserId user : users) {
            beforeEachUser.run();
            action.accept(user, fakes.users().profile(user));
        }
    }

    private Set<UserId> profiles() {
        return new HashSet<>(fakes.users().ids());
    }
}
