package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.request.RankRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Cases with their whole answers, kept in a text file that people read in reviews: a change of behaviour is a diff.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> answersAsBefore() {
 *     return GoldenCorpus.of(new BooksFactory(), Path.of("src/test/resources/golden/books.txt"))
 *             .add("a book that was just read is not shown again", world -> {
 *                 world.items().put(...);
 *                 world.interactions().add(...);
 *                 return world.request(BOOKS, ada).build();
 *             })
 *             .tests();
 * }
 * }</pre>
 *
 * <p>Every case begins with an empty world at {@link FakeClock#START}. Run the tests with {@code -Dgolden.accept=true}
 * to write the answers of today into the file, then read the diff before you commit it.
 *
 * <p>The last test asks more than that nothing changed: every filter and every safety rule must decide, that is drop a
 * row in, at least one case. A rule that no case needs is one that nobody would miss.
 */
public final class GoldenCorpus {
    /** Set to {@code true}, the answers are written and not compared. */
    public static final String ACCEPT_PROPERTY = "golden.accept";

    /** The platform's reasons where a filter or rule could not decide. */
    private static final Set<String> FAILURES = Set.of("FILTER_FAILED", "SAFETY_INPUT_FAILED", "SAFETY_RULE_FAILED");

    private static final String CASE_MARK = "# ";

    private final ScenarioFactory factory;
    private final Path file;
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private TaskScoring scoring = TaskScoring.byHash();

    private record Case(Map<String, ?> config, Function<FakeWorld, RankRequest> story) {}

    /** What a case showed: the answer as text, and who dropped something in it. */
    private record Outcome(String answer, Set<ComponentId> deciders) {}

    private GoldenCorpus(ScenarioFactory factory, Path file) {
        this.factory = factory;
        this.file = file;
    }

    /** A corpus without cases; the file is relative to the module's directory. */
    public static GoldenCorpus of(ScenarioFactory factory, Path file) {
        return new GoldenCorpus(factory, file);
    }

    /** With another model than {@link TaskScoring#byHash()}. */
    public GoldenCorpus withScoring(TaskScoring newScoring) {
        scoring = newScoring;
        return this;
    }

    /** Adds a case: what it is about, and a function that fills the world and says what is asked. */
    public GoldenCorpus add(String name, Function<FakeWorld, RankRequest> story) {
        return add(name, Map.of(), story);
    }

    /** Adds a case under another configuration; what the map does not name has its default. */
    public GoldenCorpus add(String name, Map<String, ?> config, Function<FakeWorld, RankRequest> story) {
        if (name.isBlank() || name.lines().count() != 1) {
            throw new IllegalArgumentException("case name '" + name + "' is not allowed: one line, not blank");
        }
        if (cases.putIfAbsent(name, new Case(Map.copyOf(config), story)) != null) {
            throw new IllegalArgumentException("there are two cases named '" + name + "'");
        }
        return this;
    }

    /** One test a case, one for the file, one for the filters and safety rules. */
    public Stream<DynamicTest> tests() {
        if (Boolean.getBoolean(ACCEPT_PROPERTY)) {
            return Stream.of(
                    DynamicTest.dynamicTest("the answers are written to " + file, this::accept),
                    DynamicTest.dynamicTest("every filter and safety rule decides a case", this::checkDeciders));
        }
        Map<String, String> expected = read();
        Stream<DynamicTest> answers =
                cases.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> checkAnswer(name, expected)));
        Stream<DynamicTest> others = Stream.of(
                DynamicTest.dynamicTest("the file has no case that is gone", () -> checkNoneIsGone(expected)),
                DynamicTest.dynamicTest("every filter and safety rule decides a case", this::checkDeciders));
        return Stream.concat(answers, others);
    }

    private void checkAnswer(String name, Map<String, String> expected) {
        assertTrue(expected.containsKey(name), () -> file + " does not have this case; " + howToAccept());
        assertEquals(expected.get(name), outcome(cases.get(name)).answer(), () -> "if that is meant, " + howToAccept());
    }

    private void checkNoneIsGone(Map<String, String> expected) {
        Set<String> gone = new LinkedHashSet<>(expected.keySet());
        gone.removeAll(cases.keySet());
        assertTrue(gone.isEmpty(), () -> file + " still has " + gone + "; " + howToAccept());
    }

    private void checkDeciders() {
        Set<String> idle = new TreeSet<>();
        Set<ComponentId> deciders = new LinkedHashSet<>();
        for (Case each : cases.values()) {
            try (Subject subject = new Subject(factory, config(each), new FakeWorld())) {
                Stream.concat(subject.parts.filters().stream(), subject.parts.safetyRules().stream())
                        .map(RankingComponent::id)
                        .map(ComponentId::value)
                        .forEach(idle::add);
            }
            deciders.addAll(outcome(each).deciders());
        }
        deciders.forEach(decider -> idle.remove(decider.value()));
        assertTrue(idle.isEmpty(), () -> "these drop nothing in any case: " + idle + "; add a case for each");
    }

    private Outcome outcome(Case one) {
        FakeWorld world = new FakeWorld();
        RankRequest request = one.story().apply(world);
        try (Subject subject = new Subject(factory, config(one), world)) {
            ReferenceSlate slate = subject.pipeline().withScoring(scoring).rank(subject.parts, request);
            Set<ComponentId> deciders = slate.dropped().stream()
                    .filter(drop -> !FAILURES.contains(drop.reason().value()))
                    .map(ReferenceSlate.Dropped::component)
                    .collect(Collectors.toSet());
            return new Outcome(text(slate), deciders);
        }
    }

    private ScenarioConfig config(Case one) {
        return factory.configSchema().parse(one.config());
    }

    private static String text(ReferenceSlate slate) {
        StringBuilder text = new StringBuilder();
        for (ReferenceSlate.Placed placed : slate.items()) {
            String sources = placed.provenance().stream()
                    .map(find -> find.source() + "@" + find.rank())
                    .collect(Collectors.joining(","));
            String reasons =
                    placed.reasons().stream().map(reason -> " [" + reason + "]").collect(Collectors.joining());
            text.append("%d %s value %s from %s%s\n"
                    .formatted(placed.position(), placed.item(), placed.value(), sources, reasons));
        }
        for (ReferenceSlate.Dropped drop : slate.dropped()) {
            text.append("- %s %s %s %s\n".formatted(drop.item(), drop.stage(), drop.component(), drop.reason()));
        }
        slate.degraded().forEach(line -> text.append("! ").append(line).append('\n'));
        return text.toString();
    }

    // --- the file -----------------------------------------------------------------------------------------------

    private void accept() throws IOException {
        StringBuilder text = new StringBuilder();
        cases.forEach((name, one) -> text.append(text.isEmpty() ? "" : "\n")
                .append(CASE_MARK)
                .append(name)
                .append('\n')
                .append(outcome(one).answer()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    /** Case names to answers. */
    private Map<String, String> read() {
        Map<String, StringBuilder> answers = new LinkedHashMap<>();
        StringBuilder current = new StringBuilder();
        for (String line : lines()) {
            if (line.startsWith(CASE_MARK)) {
                current = new StringBuilder();
                answers.put(line.substring(CASE_MARK.length()), current);
            } else if (!line.isBlank()) {
                current.append(line).append('\n');
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        answers.forEach((name, answer) -> texts.put(name, answer.toString()));
        return texts;
    }

    private Iterable<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : Set.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(file + " cannot be read", failure);
        }
    }

    private static String howToAccept() {
        return "run the test with -D" + ACCEPT_PROPERTY + "=true and read the diff";
    }
}
