package dev.medley.platform.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.event.SharedNumbers;
import dev.medley.platform.exposure.ExposureReport.GroupExposure;
import dev.medley.platform.pipeline.Impressions;
import dev.medley.platform.pipeline.RankResult;
import dev.medley.platform.pipeline.RankResult.PlacedItem;
import dev.medley.platform.rerank.SlateExploration;
import dev.medley.platform.rerank.exposure.AttentionUnit;
import dev.medley.platform.rerank.exposure.ExposureGoal;
import dev.medley.platform.rerank.exposure.PriceSettings;
import dev.medley.platform.world.TestWorld;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.UserId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveExposureTest {
    private static final ExposureSettings SETTINGS = new ExposureSettings(
            AttentionUnit.USUAL,
            Set.of("surface", "category", "language"),
            Map.of("surface", new ExposureGoal.Shares(Map.of("video", 0.5))),
            PriceSettings.USUAL,
            24,
            10);
    private static final String FILE =
            "count: [category, language]\ngoals: [{attribute: surface, groups: {video: 0.5}}]\n";
    private static final long TICK = 10_000;
    private static final long HOUR = 3_600_000;

    @TempDir
    Path folder;

    private final FakeLog log = new FakeLog();
    private final TestWorld world = new TestWorld()
            .add(Item.of(ItemId.of("live", "l"), "")
                    .withCategories("games", "chess")
                    .withAttributes(Attributes.of(Map.of("language", "de", "mature", false))))
            .add(Item.of(ItemId.of("video", "v"), "").withCategories("music"))
            .add(new UserId("ada"), UserProfile.of(30, "DE"));

    private ExposureKeeping node(String name) {
        return new ExposureKeeping(SETTINGS, name, world, log);
    }

    private static Impressions shown(String... surfaces) {
        return shown(0.5, surfaces);
    }

    private static Impressions shown(double usualOfLive, String... surfaces) {
        List<PlacedItem> items = new ArrayList<>();
        for (String surface : surfaces) {
            items.add(new PlacedItem(
                    items.size(),
                    new ScenarioId(surface),
                    ItemId.of(surface, surface.substring(0, 1)),
                    0.5f,
                    Map.of(),
                    List.of(),
                    List.of()));
        }
        return new Impressions(
                Instant.EPOCH,
                Optional.of(new UserId("ada")),
                Optional.empty(),
                1,
                new RankResult("r", List.of(), items, List.of(), new RankResult.Revisions("c", "m", 0, Map.of())),
                Map.of(new ScenarioId("live"), usualOfLive, new ScenarioId("video"), 0.05),
                new SlateExploration(new double[items.size()], "page/", 0, new BitSet()),
                List.of());
    }

    private void share(ExposureKeeping... nodes) {
        for (ExposureKeeping node : nodes) {
            node.toShare().ifPresent(this::write);
        }
    }

    private void write(SharedNumbers numbers) {
        log.write(List.of(new LogRecord.NumbersShared(numbers))).join();
    }

    @Test
    void whatWasShownIsCountedByGroupInAttention() {
        ExposureKeeping node = node("a");
        node.count(shown("live", "video", "live"), 0);
        ExposureReport report = node.report(0, 0, List.of());
        List<GroupExposure> surfaces = report.attributes().get("surface").groups();
        assertThat(surfaces).extracting(GroupExposure::group).containsExactly("live", "video");
        assertThat(surfaces.getFirst().attention()).isCloseTo(1.5, within(1e-9));
        assertThat(surfaces.get(1).share()).isCloseTo(0.6309 / 2.1309, within(1e-3));
        assertThat(surfaces.get(1).declared()).hasValue(0.5);
        assertThat(report.attributes().get("category").groups())
                .extracting(GroupExposure::group)
                .containsExactly("games", "music");
        assertThat(report.attributes().get("language").groups())
                .extracting(GroupExposure::group)
                .containsExactly("de");
        assertThat(report.quality().groups().getFirst().group()).isEqualTo("25-34|?");
        assertThat(report.nodes()).isEqualTo(1);
    }

    @Test
    void aScenarioWhoseValuesHaveBeenScaledIsFollowedBeforeTheTickIsOver() {
        ExposureKeeping node = node("a");
        for (int i = 0; i < 100; i++) {
            node.count(shown("live", "video"), 0);
        }
        node.nextPrices(TICK).ifPresent(this::write);
        assertThat(node.prices().scale("live")).isCloseTo(0.5, within(1e-6));
        long now = TICK + 3_000;
        for (int i = 0; i < 3; i++) {
            node.count(shown(1, "live", "video"), now);
        }
        // What one person is shown in a row is no evidence.
        assertThat(node.isScaled()).isFalse();
        assertThat(node.nextPrices(now)).isEmpty();
        node.count(shown(1, "live", "video"), now);
        assertThat(node.isScaled()).isTrue();
        node.nextPrices(now).ifPresent(this::write);
        assertThat(node.prices().scale("live")).isCloseTo(1, within(0.01));
        assertThat(node.prices().scale("video")).isCloseTo(0.05, within(1e-6));
        assertThat(node.isScaled()).isFalse();
        assertThat(node.nextPrices(now + 1_000)).isEmpty();
        // The next tick is as it would have been.
        node.count(shown(1, "live"), 2 * TICK);
        assertThat(node.nextPrices(2 * TICK)).isPresent();
    }

    @Test
    void nodesShareCountsAndPricesAndOneUpdateATickIsOne() {
        ExposureKeeping one = node("a");
        ExposureKeeping other = node("b");
        one.count(shown("live"), 0);
        share(one, other);
        one.nextPrices(TICK).ifPresent(this::write);
        for (int i = 0; i < 300; i++) {
            one.count(shown("live", "live"), TICK);
            other.count(shown("live"), TICK);
        }
        share(one, other);
        assertThat(one.report(TICK, 0, List.of()).attributes().get("surface"))
                .isEqualTo(other.report(TICK, 0, List.of()).attributes().get("surface"));
        Optional<SharedNumbers> prices = one.nextPrices(2 * TICK);
        Optional<SharedNumbers> again = other.nextPrices(2 * TICK);
        assertThat(again).isEqualTo(prices).isPresent();
        write(prices.get());
        double price = other.prices().of("surface", "video");
        assertThat(price).isPositive();
        write(again.get());
        assertThat(one.prices().of("surface", "video")).isEqualTo(price);
        assertThat(other.nextPrices(2 * TICK)).isEmpty();
        assertThat(one.prices().revision()).isEqualTo(20);
        assertThat(one.prices().of("surface", "live")).isZero();
    }

    @Test
    void aRestartKeepsCountsPricesAndScales() {
        ExposureKeeping before = node("a");
        before.count(shown("live"), 0);
        share(before);
        before.nextPrices(TICK).ifPresent(this::write);
        for (int i = 0; i < 50; i++) {
            before.count(shown("live"), TICK);
        }
        share(before);
        before.nextPrices(2 * TICK).ifPresent(this::write);
        ExposureKeeping after = node("a");
        assertThat(after.report(TICK, 0, List.of())).isEqualTo(before.report(TICK, 0, List.of()));
        assertThat(after.prices().of("surface", "video"))
                .isEqualTo(before.prices().of("surface", "video"))
                .isPositive();
        assertThat(after.prices().scale("video")).isCloseTo(0.05, within(1e-9));
        assertThat(after.toShare()).isEmpty();
        // A node that is new has the scales of the others.
        assertThat(node("c").prices().scale("video")).isCloseTo(0.05, within(1e-9));
    }

    @Test
    void explorationIsPacedToItsBudgetAlsoAfterARestart() {
        ExposureKeeping node = node("a");
        assertThat(node.paces()).isEmpty();
        BitSet all = new BitSet();
        all.set(0, 2);
        for (int tick = 0; tick < 5; tick++) {
            node.count(explored(all, 0.05), tick * TICK);
            share(node);
        }
        double spent = node.paces().get("page/");
        assertThat(spent).as("all was decided by bonuses, a twentieth may be").isLessThan(0.5);
        assertThat(node("a").paces().get("page/")).isLessThan(0.5);
        for (int tick = 5; tick < 40; tick++) {
            node.count(explored(new BitSet(), 0.05), tick * TICK);
            share(node);
        }
        assertThat(node.paces().get("page/")).isGreaterThan(1);
        assertThat(node.paces()).doesNotContainKey("video");
    }

    private static Impressions explored(BitSet decided, double budget) {
        Impressions some = shown("live", "video");
        return new Impressions(
                some.time(),
                some.userId(),
                some.sessionId(),
                some.seed(),
                some.result(),
                some.usualValues(),
                new SlateExploration(new double[] {1, 1}, "page/", budget, decided),
                some.scored());
    }

    @Test
    void withoutTheLogCountingGoesOnAndPricesStay() throws Exception {
        AtomicLong now = new AtomicLong();
        InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        log.broken = true;
        Path file = Files.writeString(folder.resolve("exposure.yaml"), FILE);
        try (LiveExposure live = new LiveExposure(new ExposureFile(file), "a", world, log, log, clock)) {
            for (int i = 0; i < 100; i++) {
                live.offer(shown("live"));
            }
            await(() -> attention(live) > 99.5);
            now.addAndGet(TICK);
            Thread.sleep(300);
            assertThat(live.prices().revision()).isZero();
            log.broken = false;
            now.addAndGet(TICK);
            await(() -> log.find(ExposureKeeping.NODE + "a").isPresent()
                    && live.prices().revision() > 0);
            assertThat(live.report().dropped()).isZero();
            live.offer(shown("video"));
        }
        // What was offered last is shared by closing.
        assertThat(node("a").report(0, 0, List.of()).attributes().get("surface").groups())
                .extracting(GroupExposure::group)
                .containsExactly("live", "video");
    }

    private static ExposureSettings with(double halfLifeHours, int updateSeconds) {
        return new ExposureSettings(
                SETTINGS.attention(),
                SETTINGS.counted(),
                SETTINGS.goals(),
                SETTINGS.prices(),
                halfLifeHours,
                updateSeconds);
    }

    private static GroupExposure live(ExposureReport report) {
        return report.attributes().get("surface").groups().stream()
                .filter(group -> group.group().equals("live"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherHalfLifeKeepsWhatWasCountedAndForgetsByTheNewOneFromThenOn() {
        ExposureKeeping node = node("a");
        node.count(shown("live"), 0);
        share(node);
        ExposureReport before = node.report(24 * HOUR, 0, List.of());
        assertThat(live(before).recent()).isCloseTo(0.5, within(1e-9));

        node.use(with(12, 10), 24 * HOUR);
        ExposureReport after = node.report(24 * HOUR, 0, List.of());
        assertThat(live(after).attention()).isEqualTo(1);
        assertThat(live(after).recent()).isCloseTo(0.5, within(1e-9));
        assertThat(after.quality().mean()).isCloseTo(before.quality().mean(), within(1e-9));
        assertThat(after.quality().groups().getFirst().slates()).isCloseTo(0.5, within(1e-9));
        assertThat(after.scales()).isEqualTo(before.scales());
        assertThat(after.settings().revision()).isNotEqualTo(before.settings().revision());
        assertThat(live(node.report(36 * HOUR, 0, List.of())).recent()).isCloseTo(0.25, within(1e-9));
        share(node);
        ExposureKeeping restarted = new ExposureKeeping(with(12, 10), "a", world, log);
        assertThat(live(restarted.report(36 * HOUR, 0, List.of())).recent()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void pricesGoOnWhateverTheLengthOfATick() {
        ExposureKeeping node = node("a");
        node.count(shown("live"), 0);
        node.nextPrices(TICK).ifPresent(this::write);
        long time = 1_000 * TICK;
        for (int seconds : new int[] {10, 3_600, 1, 7}) {
            node.use(with(24, seconds), time);
            node.count(shown("live"), time);
            time += 4_000_000;
            long before = node.prices().revision();
            Optional<SharedNumbers> next = node.nextPrices(time);
            assertThat(next).as("ticks of %s s", seconds).isPresent();
            write(next.get());
            assertThat(node.prices().revision()).isGreaterThan(before);
        }
    }

    @Test
    void goalsThatChangeAreAimedAtFromTheNextUpdateOn() {
        ExposureKeeping node = node("a");
        node.count(shown("live"), 0);
        node.nextPrices(TICK).ifPresent(this::write);
        for (int i = 0; i < 300; i++) {
            node.count(shown("live"), TICK);
        }
        node.nextPrices(2 * TICK).ifPresent(this::write);
        assertThat(node.prices().of("surface", "video")).isPositive();

        node.use(ExposureSettings.USUAL, 2 * TICK);
        node.nextPrices(3 * TICK).ifPresent(this::write);
        assertThat(node.prices().of("surface", "video")).isZero();
        assertThat(node.report(3 * TICK, 0, List.of()).attributes()).containsOnlyKeys("surface", "category");
        assertThat(live(node.report(3 * TICK, 0, List.of())).attention()).isEqualTo(301);
    }

    @Test
    void theFileIsReadAgainAndABadOneChangesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("exposure.yaml"), "half-life-hours: 0\n");
        try (LiveExposure live =
                new LiveExposure(new ExposureFile(file), "a", world, log, log, InstantSource.system())) {
            String usual = live.report().settings().revision();
            assertThat(usual).isEqualTo(ExposureSettings.USUAL.revision()).matches("e-[0-9a-f]{8}");
            assertThat(live.report().settings().problems())
                    .singleElement()
                    .asString()
                    .startsWith("exposure.yaml: half-life-hours: 0 is not allowed");
            live.offer(shown("live"));
            await(() -> attention(live) == 1);

            Files.writeString(file, FILE);
            live.reload();
            assertThat(live.report().settings()).isEqualTo(new ExposureReport.Settings(SETTINGS.revision(), List.of()));
            assertThat(live.report().attributes()).containsOnlyKeys("surface", "category", "language");
            live.offer(shown("live"));
            await(() -> attention(live) == 2);

            Files.writeString(file, "half-life-hours: 12\nprices: {stp: 1}\nupdate-seconds: 0\n");
            live.reload();
            assertThat(live.report().settings().revision()).isEqualTo(SETTINGS.revision());
            assertThat(live.report().settings().problems())
                    .hasSize(2)
                    .anySatisfy(problem -> assertThat(problem).contains("prices.stp"))
                    .anySatisfy(problem -> assertThat(problem).contains("update-seconds"));

            Files.delete(file);
            live.reload();
            assertThat(live.report().settings()).isEqualTo(new ExposureReport.Settings(usual, List.of()));
            assertThat(attention(live)).isEqualTo(2);
        }
    }

    @Test
    void settingsAreNamedByWhatTheySay() {
        assertThat(ExposureSettings.of(FILE.getBytes(StandardCharsets.UTF_8)).revision())
                .isEqualTo(SETTINGS.revision());
        assertThat(List.of(
                        ExposureSettings.USUAL.revision(),
                        SETTINGS.revision(),
                        with(12, 10).revision(),
                        with(24, 11).revision(),
                        ExposureSettings.of("goals: [{attribute: surface, goal: max-min, groups: {video: 0.5}}]"
                                        .getBytes(StandardCharsets.UTF_8))
                                .revision()))
                .doesNotHaveDuplicates();
    }

    private static double attention(LiveExposure live) {
        return live.report().attributes().get("surface").groups().stream()
                .mapToDouble(GroupExposure::attention)
                .sum();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void settingsAreReadAndEveryMistakeIsNamed() {
        ExposureSettings read = ExposureSettings.of("""
                count: [surface, mature]
                attention: {discount: geometric, patience: 0.9, reach: {live: 2}}
                half-life-hours: 12
                update-seconds: 5
                prices: {mirror: entropic, step: 0.2}
                goals:
                  - {attribute: surface, groups: {live: 0.25, video: 0.5}}
                  - {attribute: language, goal: max-min, weight: 0.3}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(read.counted()).containsExactlyInAnyOrder("surface", "mature", "language");
        assertThat(read.attention().of(1, "live")).isEqualTo(1.8);
        assertThat(read.goals().get("language")).isEqualTo(new ExposureGoal.MaxMin(Map.of(), 0.3));
        assertThat(read.goals().get("surface")).isEqualTo(new ExposureGoal.Shares(Map.of("live", 0.25, "video", 0.5)));
        assertThat(read.prices().mirror()).isEqualTo(PriceSettings.Mirror.ENTROPIC);
        assertThat(read.prices().repay()).isEqualTo(PriceSettings.USUAL.repay());
        assertThat(read.halfLifeHours()).isEqualTo(12);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(
                        () -> ExposureSettings.of("half-life-hours: 0\nprices: {stp: 1}\nattention: {reach: {live: 0}}"
                                .getBytes(StandardCharsets.UTF_8)))
                .satisfies(invalid -> assertThat(invalid.problems().toString())
                        .contains("half-life-hours", "prices.stp", "attention.reach.live"));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ExposureSettings.of(
                        "goals: [{attribute: surface, groups: {a: 0.9, b: 0.2}}]".getBytes(StandardCharsets.UTF_8)))
                .satisfies(invalid -> assertThat(invalid.problems().toString()).contains("goals[0].groups", "1.1"));
    }
}
