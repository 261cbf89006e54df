package dev.medley.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.medley.spi.component.FeatureProvider;
import dev.medley.spi.component.RankingComponent;
import dev.medley.spi.component.SafetyRule;
import dev.medley.spi.config.BooleanProperty;
import dev.medley.spi.config.ChoiceProperty;
import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.DoubleProperty;
import dev.medley.spi.config.IntProperty;
import dev.medley.spi.config.InvalidConfigException;
import dev.medley.spi.config.ScenarioConfig;
import dev.medley.spi.config.TextListProperty;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.IdFeature;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.plugin.Scenario;
import dev.medley.spi.plugin.ScenarioFactory;
import dev.medley.spi.plugin.ScenarioPlugin;
import dev.medley.spi.request.RankRequest;
import dev.medley.spi.slate.SlateConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the contract says of a factory, of its configuration, and of the instances' make-up. */
record FactoryChecks(
        Supplier<? extends ScenarioPlugin> plugin,
        ScenarioFactory factory,
        FakeWorld world,
        List<RankRequest> requests) {
    private static final String PLATFORMS_PREFIX = "rerank-";

    void checkStable() {
        assertFalse(factory.surfaces().isEmpty(), "no surface; at least one is required");
        assertFalse(factory.tasks().isEmpty(), "no task; at least one is required");
        assertEquals(factory.tasks().stream().distinct().toList(), factory.tasks(), "each task once");
        ScenarioFactory other = plugin.get().scenarioFactories().stream()
                .filter(candidate -> candidate.scenario().equals(factory.scenario()))
                .findFirst()
                .orElseThrow();
        for (ScenarioFactory again : List.of(factory, other)) {
            assertEquals(factory.surfaces(), again.surfaces(), "surfaces");
            assertEquals(factory.tasks(), again.tasks(), "tasks");
            assertEquals(factory.requiredFields(), again.requiredFields(), "required fields");
            assertEquals(
                    factory.configSchema().properties(), again.configSchema().properties(), "configuration");
            assertEquals(
                    factory.featureSchema().features(), again.featureSchema().features(), "features");
        }
    }

    void checkLifeCycle() {
        int before = world.items().followerCount();
        ScenarioConfig defaults = factory.configSchema().defaults();
        Scenario first = factory.create(defaults, world.context(factory.scenario()));
        Scenario second = factory.create(defaults, world.context(factory.scenario()));
        first.close();
        first.close();
        second.close();
        assertEquals(before, world.items().followerCount(), "subscriptions that are open after close()");
    }

    void checkIds() {
        try (Subject subject = Subject.of(factory, world)) {
            List<ComponentId> ids = new ArrayList<>();
            subject.components().stream().map(RankingComponent::id).forEach(ids::add);
            subject.parts.slateConstraints().stream().map(SlateConstraint::id).forEach(ids::add);
            Set<ComponentId> seen = new HashSet<>();
            List<ComponentId> twice = ids.stream().filter(id -> !seen.add(id)).toList();
            assertTrue(twice.isEmpty(), () -> "ids that stand for two components: " + twice);
            for (RankingComponent component : subject.components()) {
                assertEquals(component.id(), component.id(), "id() asked twice");
            }
        }
    }

    void checkFeatures() {
        try (Subject subject = Subject.of(factory, world)) {
            List<String> problems = new ArrayList<>();
            Set<FeatureSpec> unwritten = new HashSet<>(factory.featureSchema().features());
            Set<FeatureSpec> written = new HashSet<>();
            for (FeatureProvider provider : subject.parts.featureProviders()) {
                for (FeatureSpec output : provider.outputs()) {
                    if (!factory.featureSchema().contains(output)) {
                        problems.add(provider.id() + " writes " + output.name() + ", which the schema does not have");
                    } else if (!written.add(output)) {
                        problems.add(provider.id() + " writes " + output.name() + ", which another provider writes");
                    }
                    unwritten.remove(output);
                }
                addUnknown(problems, subject, provider, provider.inputs());
            }
            unwritten.forEach(feature -> problems.add("no provider writes " + feature.name()));
            for (SafetyRule rule : subject.parts.safetyRules()) {
                addUnknown(problems, subject, rule, rule.inputs());
            }
            for (SlateConstraint constraint : subject.parts.slateConstraints()) {
                group(constraint)
                        .filter(feature -> !subject.readable().contains(feature))
                        .ifPresent(feature -> problems.add(constraint.id() + " groups by " + feature.name()
                                + ", which is neither shared nor in the schema"));
            }
            assertTrue(problems.isEmpty(), () -> String.join("; ", problems));
        }
    }

    private static void addUnknown(
            List<String> problems, Subject subject, RankingComponent reader, Set<FeatureSpec> inputs) {
        for (FeatureSpec input : inputs) {
            if (!subject.readable().contains(input)) {
                problems.add(reader.id() + " reads " + input.name() + ", which is neither shared nor in the schema");
            }
        }
    }

    private static Optional<IdFeature> group(SlateConstraint constraint) {
        return switch (constraint) {
            case SlateConstraint.MaxInSlate max -> Optional.of(max.group());
            case SlateConstraint.MaxInWindow max -> Optional.of(max.group());
            case SlateConstraint.MinGap min -> Optional.of(min.group());
            case SlateConstraint.MinExposure min -> Optional.of(min.group());
            case SlateConstraint.Pinned pinned -> Optional.empty();
        };
    }

    void checkConfigBounds() {
        for (ConfigProperty<?> property : factory.configSchema().properties()) {
            assertFalse(
                    property.key().startsWith(PLATFORMS_PREFIX),
                    () -> property.key() + " is a key of the platform's: no plugin's begins with '" + PLATFORMS_PREFIX
                            + "'");
            assertFalse(property.description().isBlank(), () -> property.key() + " has no description");
            assertDoesNotThrow(() -> parse(property, property.defaultValue()), "the default of " + property.key());
            for (Object end : ends(property)) {
                assertDoesNotThrow(() -> parse(property, end), () -> property.key() + " at its end " + end);
            }
            for (Object wrong : wrongs(property)) {
                assertThrows(
                        InvalidConfigException.class,
                        () -> parse(property, wrong),
                        () -> property.key() + " takes '" + wrong + "', but allowed is " + property.allowed());
            }
        }
        assertThrows(InvalidConfigException.class, () -> factory.configSchema().parse(Map.of("No Such Key", 1)));
    }

    void checkConfigEnds() {
        for (ConfigProperty<?> property : factory.configSchema().properties()) {
            for (Object end : ends(property)) {
                String where = property.key() + " = " + end + ": ";
                try (Subject subject = new Subject(factory, parse(property, end), world)) {
                    for (RankRequest request : requests) {
                        SlateChecks.assertInOrder(where, subject.rank(request));
                    }
                } catch (InvalidConfigException refused) {
                    // An instance may refuse what its other properties do not go with, if it says so.
                    assertFalse(refused.problems().isEmpty(), where + "refused without a problem");
                } catch (RuntimeException failure) {
                    throw new AssertionError(where + failure, failure);
                }
            }
        }
    }

    private ScenarioConfig parse(ConfigProperty<?> property, Object value) {
        return factory.configSchema().parse(Map.of(property.key(), value));
    }

    private static List<Object> ends(ConfigProperty<?> property) {
        return switch (property) {
            case IntProperty number -> List.of(number.min(), number.max());
            case DoubleProperty number -> List.of(number.min(), number.max());
            case BooleanProperty flag -> List.of(true, false);
            case ChoiceProperty choice -> List.copyOf(choice.choices());
            // What the texts may be only the plugin knows.
            case TextListProperty texts -> List.of(texts.initial());
        };
    }

    private static List<Object> wrongs(ConfigProperty<?> property) {
        return switch (property) {
            case IntProperty number -> List.of(number.min() - 1L, number.max() + 1L, "many");
            case DoubleProperty number ->
                List.of(Math.nextDown(number.min()), Math.nextUp(number.max()), Double.NaN, "many");
            case BooleanProperty flag -> List.of("true", 1);
            case ChoiceProperty choice -> List.of("no such choice", 1);
            case TextListProperty texts ->
                List.of(Collections.nCopies(texts.maxLength() + 1, "text"), List.of(1), "text");
        };
    }
}
