package dev.medley.platform.train.example;

import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Leaves out parts of what may be learnt from, to see what a domain gains from the others. */
public final class PopulationFilter {
    /** Another chance than that of a split with the same seed, which has already decided what is left to choose from. */
    private static final long SALT = 0x5A3D1EL;

    private PopulationFilter() {}

    /**
     * Keeps only what belongs to those domains: of each user, in what is learnt from and in what is judged on, of the
     * judgments, of the items, which would else be drawn as noes, and of what is declared.
     *
     * @param names the domains' names
     */
    public static Population only(Population population, List<String> names) {
        List<Domain> domains = population.domains().stream()
                .filter(domain -> names.contains(domain.name()))
                .toList();
        Set<SurfaceId> surfaces = domains.stream().map(Domain::surface).collect(Collectors.toSet());
        List<Person> people = new ArrayList<>();
        for (Person person : population.people()) {
            people.add(new Person(
                    person.id(),
                    person.profile(),
                    kept(population, person, person.history(), names),
                    kept(population, person, person.heldOut(), names)));
        }
        return Population.of(
                population.meanings().stream()
                        .filter(meaning -> surfaces.contains(meaning.surface()))
                        .toList(),
                domains,
                people,
                population.items().stream()
                        .filter(item -> mayBelong(population, item, names))
                        .toList(),
                population.judgments().stream()
                        .filter(verdict -> domainOf(
                                        population,
                                        OptionalInt.empty(),
                                        verdict.judgment().item())
                                .filter(domain -> names.contains(domain.name()))
                                .isPresent())
                        .toList());
    }

    /** Whether there is an age for which the item belongs to one of the domains. */
    private static boolean mayBelong(Population population, Item item, List<String> names) {
        boolean last = false;
        for (Domain domain : population.domains()) {
            if (!domain.surface().equals(item.id().surface())) {
                continue;
            }
            last = names.contains(domain.name());
            if (domain.category().isEmpty() || domain.category().equals(item.category())) {
                boolean ofAnyAge = domain.ageFrom() == 0 && domain.ageBelow() == Domain.ANY_AGE;
                if (last || ofAnyAge) {
                    return last;
                }
            }
        }
        return last;
    }

    private static List<Interaction> kept(
            Population population, Person person, List<Interaction> interactions, List<String> names) {
        return interactions.stream()
                .filter(interaction -> domainOf(population, person, interaction)
                        .map(Domain::name)
                        .filter(names::contains)
                        .isPresent())
                .toList();
    }

    /**
     * Keeps of some domains only a share of the pairs that are learnt from, by chance.
     *
     * @param shares the domains' names, with the share to keep of each, 0 to 1
     */
    public static Population sample(Population population, Map<String, Double> shares, long seed) {
        List<Person> people = new ArrayList<>();
        for (Person person : population.people()) {
            long userSeed = Mix.of(seed ^ SALT, person.id().value().hashCode());
            List<Interaction> history = person.history().stream()
                    .filter(interaction -> {
                        double share = domainOf(population, person, interaction)
                                .map(domain -> shares.getOrDefault(domain.name(), 1.0))
                                .orElse(1.0);
                        return Mix.unit(Mix.of(userSeed, interaction.item().hashCode())) < share;
                    })
                    .toList();
            people.add(new Person(person.id(), person.profile(), history, person.heldOut()));
        }
        return population.with(people, population.judgments());
    }

    private static Optional<Domain> domainOf(Population population, Person person, Interaction interaction) {
        return domainOf(population, person.profile().age(), interaction.item());
    }

    /** As models tell domains apart: the last of a surface takes what no other takes. */
    private static Optional<Domain> domainOf(Population population, OptionalInt age, ItemId id) {
        int item = population.numberOf(id);
        if (item < 0) {
            return Optional.empty();
        }
        Optional<Domain> last = Optional.empty();
        for (Domain domain : population.domains()) {
            if (domain.contains(age, population.items().get(item))) {
                return Optional.of(domain);
            }
            if (domain.surface().equals(id.surface())) {
                last = Optional.of(domain);
            }
        }
        return last;
    }
}
