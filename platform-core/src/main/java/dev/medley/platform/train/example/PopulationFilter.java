package dev.medley.platform.train.example;

import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leaves out parts of what may be learnt from, to see what a domain gains from the others. */
public final class PopulationFilter {
    /** Another chance than that of a split with the same seed, which has already decided what is left to choose from. */
    private static final long SALT = 0x5A3D1EL;

    private PopulationFilter() {}

    /**
     * Keeps, of each user, only what belongs to those domains, in what is learnt from and in what is judged on.
     *
     * @param names the domains' names
     */
    public static Population only(Population population, List<String> names) {
        List<Person> people = new ArrayList<>();
        for (Person person : population.people()) {
            people.add(new Person(
                    person.id(),
                    person.profile(),
                    kept(population, person, person.history(), names),
                    kept(population, person, person.heldOut(), names)));
        }
        return population.with(people, population.judgments());
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

    /** As models tell domains apart: the last of a surface takes what no other takes. */
    private static Optional<Domain> domainOf(Population population, Person person, Interaction interaction) {
        int item = population.numberOf(interaction.item());
        if (item < 0) {
            return Optional.empty();
        }
        Optional<Domain> last = Optional.empty();
        for (Domain domain : population.domains()) {
            if (domain.contains(person.profile().age(), population.items().get(item))) {
                return Optional.of(domain);
            }
            if (domain.surface().equals(interaction.item().surface())) {
                last = Optional.of(domain);
            }
        }
        return last;
    }
}
