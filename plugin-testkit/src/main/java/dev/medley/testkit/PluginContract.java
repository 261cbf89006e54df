package dev.medley.testkit;

import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Everything that the SPI asks of every plugin, as tests. A team adds one method to one of its test classes:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> keepsTheContract() {
 *     return PluginContract.of(BooksPlugin::new).withWorld(world).tests();
 * }
 * }</pre>
 *
 * <p>The world is to be like the real one: items with all the attributes that the plugin reads, a few users who have done
 * something. The tests ask with the given requests and variants of them (a guest, a stranger, the least and the most
 * places), and with random requests in random worlds that are made of the given world's parts, some of them missing or of
 * a wrong type. A failing test's name and message say which component did what and what is allowed; where chance played
 * a part, the name ends with the option that makes it play the same again.
 *
 * <p>What the contract cannot know is the plugin's own: that the right things are found, dropped and forbidden. See
 * {@link GoldenCorpus} for that.
 */
public final class PluginContract {
    private static final int RANDOM_WORLDS = 100;

    private final Supplier<? extends ScenarioPlugin> plugin;
    private final FakeWorld world;
    private final List<RankRequest> requests;
    private final int randomWorlds;

    private PluginContract(
            Supplier<? extends ScenarioPlugin> plugin, FakeWorld world, List<RankRequest> requests, int randomWorlds) {
        this.plugin = plugin;
        this.world = world;
        this.requests = List.copyOf(requests);
        this.randomWorlds = randomWorlds;
    }

    /** The contract of that plugin; the supplier makes a new instance each time. */
    public static PluginContract of(Supplier<? extends ScenarioPlugin> plugin) {
        return new PluginContract(plugin, new FakeWorld(), List.of(), RANDOM_WORLDS);
    }

    /** In that world; the tests do not change it. */
    public PluginContract withWorld(FakeWorld newWorld) {
        return new PluginContract(plugin, newWorld, requests, randomWorlds);
    }

    /** With those requests, each to the scenario that it names; without any, as a guest and as some of the users. */
    public PluginContract withRequests(RankRequest... newRequests) {
        return new PluginContract(plugin, world, List.of(newRequests), randomWorlds);
    }

    /** In so many random worlds; 100 unless set. */
    public PluginContract withRandomWorlds(int count) {
        return new PluginContract(plugin, world, requests, count);
    }

    /** The tests, for a method that JUnit knows by {@code @TestFactory}. */
    public Stream<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        PluginChecks pluginChecks = new PluginChecks(plugin);
        add(tests, "the descriptor is well-formed and always the same", pluginChecks::checkDescriptor);
        add(tests, "META-INF/services names the plugin", pluginChecks::checkServiceEntry);
        add(tests, "there are factories, one a scenario", pluginChecks::checkFactories);
        for (ScenarioFactory factory : plugin.get().scenarioFactories()) {
            addScenario(tests, factory);
        }
        return tests.stream();
    }

    private void addScenario(List<DynamicTest> tests, ScenarioFactory factory) {
        String name = factory.scenario() + ": ";
        List<RankRequest> own = requests.stream()
                .filter(request -> request.scenario().equals(factory.scenario()))
                .map(request -> Requests.asked(request).build())
                .toList();
        List<RankRequest> asked = own.isEmpty() ? Requests.defaults(factory, world) : own;

        FactoryChecks facts = new FactoryChecks(plugin, factory, world, asked);
        add(tests, name + "the factory always answers the same", facts::checkStable);
        add(tests, name + "an instance is created and closed, twice too, and leaves nothing", facts::checkLifeCycle);
        add(tests, name + "component ids are unique and always the same", facts::checkIds);
        add(tests, name + "every feature has exactly one provider, and what is read is declared", facts::checkFeatures);
        add(tests, name + "configuration bounds are enforced", facts::checkConfigBounds);
        add(tests, name + "works at both ends of every property", facts::checkConfigEnds);

        ComponentChecks components = new ComponentChecks(factory, world, asked);
        add(tests, name + "isEnabled never throws", components::checkIsEnabled);
        add(tests, name + "components work on no row, one row and 500 rows", components::checkSizes);
        add(tests, name + "guests, strangers and empty histories are served", components::checkVariants);
        add(tests, name + "components are pure", components::checkPure);
        add(tests, name + "eight threads get the same answer", components::checkThreads);
        add(tests, name + "sources give way to an interruption", components::checkInterruption);

        long seed = RandomCases.seed();
        SlateChecks slates = new SlateChecks(factory, world, asked, randomWorlds, seed);
        add(tests, name + "at least one of the requests finds something", slates::checkNotEmpty);
        add(tests, name + "the same request gives the same slate", slates::checkSameSlate);
        add(tests, name + "excluded items are never shown", slates::checkExcluded);
        add(tests, name + "where a safety rule's input has failed nothing is shown", slates::checkFailedSafetyInputs);
        String option = " (-D" + RandomCases.SEED_PROPERTY + "=" + seed + ")";
        add(tests, name + "random requests in random worlds are answered in order" + option, slates::checkRandomWorlds);
    }

    private static void add(List<DynamicTest> tests, String name, Executable check) {
        tests.add(DynamicTest.dynamicTest(name, check));
    }
}
