package dev.medley.platform.offline;

import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which pairs of user and item a model has learnt from: it must not be judged on them. Immutable. */
final class LearntHistories {
    private final Population population;
    private final Map<UserId, Set<ItemId>> pairs = new HashMap<>();

    LearntHistories(Population population) {
        this.population = population;
        for (Person person : population.people()) {
            Set<ItemId> items = new HashSet<>();
            person.history().forEach(interaction -> items.add(interaction.item()));
            pairs.put(person.id(), items);
        }
    }

    /** What the model was learnt from. */
    Population population() {
        return population;
    }

    private boolean isLearnt(Interaction interaction) {
        return pairs.getOrDefault(interaction.user(), Set.of()).contains(interaction.item());
    }

    /** The population with all held out that the model has not learnt from, and with nothing else. */
    Population holdOutTheRest(Population all) {
        List<Person> people = new ArrayList<>();
        for (Person person : all.people()) {
            List<Interaction> history = new ArrayList<>();
            List<Interaction> heldOut = new ArrayList<>();
            for (List<Interaction> part : List.of(person.history(), person.heldOut())) {
                for (Interaction interaction : part) {
                    (isLearnt(interaction) ? history : heldOut).add(interaction);
                }
            }
            people.add(new Person(person.id(), person.profile(), history, heldOut));
        }
        return all.with(people, all.judgments());
    }

    /**
     * Checks that the model has not learnt from anything that is held out.
     *
     * @throws UsageException if it has, saying how much
     */
    void requireUnseen(Population split) throws UsageException {
        long heldOut = 0;
        long learnt = 0;
        for (Person person : split.people()) {
            for (Interaction interaction : person.heldOut()) {
                heldOut++;
                learnt += isLearnt(interaction) ? 1 : 0;
            }
        }
        if (learnt > 0) {
            throw new UsageException("the model has learnt from " + learnt + " of the " + heldOut
                    + " interactions that are held out; leave --split out, or give --split, --share and --split-seed as"
                    + " the model was trained with");
        }
    }
}
