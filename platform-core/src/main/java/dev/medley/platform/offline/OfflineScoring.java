package dev.medley.platform.offline;

import dev.medley.platform.score.feature.QueryWords;
import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.score.input.InputMaker;
import dev.medley.platform.score.input.RequestInput;
import dev.medley.platform.score.input.RequestRows;
import dev.medley.platform.score.packed.ModelParts;
import dev.medley.platform.score.packed.PreparedItem;
import dev.medley.platform.score.packed.RowPacker;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Scores pairs with a model and the population that it was learnt from: the scorer, the packing and the calibration are
 * those of serving; histories and counts are those of the moment of learning. Any thread.
 */
final class OfflineScoring {
    private static final int MOST_TOGETHER = 512;

    private final ModelParts parts;
    private final RowPacker packer;
    private final Map<ItemId, Item> items = new HashMap<>();
    private final Map<ItemId, PreparedItem> prepared = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Optional<Instant> now;

    /** A user, and what they typed. */
    private record Asker(String user, String query) {}

    OfflineScoring(ModelParts parts, Population population) {
        this.parts = parts;
        packer = new RowPacker(parts, parts.statistics());
        for (Item item : population.items()) {
            items.put(item.id(), item);
            prepared.put(item.id(), PreparedItem.of(item));
        }
        Instant newest = null;
        for (Person person : population.people()) {
            people.put(person.id().value(), person);
            if (!person.history().isEmpty()) {
                Instant last = person.history().getLast().time().orElse(null);
                newest = newest == null || last != null && last.isAfter(newest) ? last : newest;
            }
        }
        now = Optional.ofNullable(newest);
    }

    /**
     * The calibrated probabilities.
     *
     * @param threads how many may compute
     * @return for each task of the model one a pair
     * @throws UsageException if the model does not know a pair's surface
     */
    float[][] score(PairsFile pairs, int threads) throws UsageException {
        return score(pairs, threads, packer::score);
    }

    /** As {@link #score(PairsFile, int)}, before the calibration. */
    float[][] raw(PairsFile pairs, int threads) throws UsageException {
        return score(pairs, threads, packer::raw);
    }

    private float[][] score(PairsFile pairs, int threads, Function<RequestRows, float[][]> scorer)
            throws UsageException {
        Map<Asker, List<Integer>> byAsker = new HashMap<>();
        for (int row = 0; row < pairs.count(); row++) {
            ItemId item = pairs.items().get(row);
            if (!parts.definition().surfaces().containsKey(item.surface())) {
                throw new UsageException("line " + (row + 2) + ": surface '" + item.surface()
                        + "' is not one that the model has learnt; "
                        + parts.definition().surfaces().keySet() + " are");
            }
            prepared.computeIfAbsent(item, unknown -> PreparedItem.of(Item.of(unknown, "")));
            byAsker.computeIfAbsent(
                            new Asker(pairs.users().get(row), pairs.queries().get(row)), _ -> new ArrayList<>())
                    .add(row);
        }
        float[][] scores = new float[parts.definition().tasks().size()][pairs.count()];
        List<Map.Entry<Asker, List<Integer>>> askers = List.copyOf(byAsker.entrySet());
        IntStream.range(0, threads).parallel().forEach(part -> {
            int from = (int) ((long) askers.size() * part / threads);
            int to = (int) ((long) askers.size() * (part + 1) / threads);
            for (int i = from; i < to; i++) {
                score(askers.get(i).getKey(), askers.get(i).getValue(), pairs, scorer, scores);
            }
        });
        return scores;
    }

    private void score(
            Asker asker,
            List<Integer> rows,
            PairsFile pairs,
            Function<RequestRows, float[][]> scorer,
            float[][] scores) {
        Person person = people.get(asker.user());
        UserProfile profile = person == null ? UserProfile.unknown() : person.profile();
        Optional<String> query = Optional.of(asker.query()).filter(text -> !text.isEmpty());
        RequestInput request = request(asker, person, profile, query);
        for (int from = 0; from < rows.size(); from += MOST_TOGETHER) {
            List<Integer> together = rows.subList(from, Math.min(rows.size(), from + MOST_TOGETHER));
            List<PreparedItem> candidates = new ArrayList<>(together.size());
            for (int row : together) {
                candidates.add(prepared.get(pairs.items().get(row)));
            }
            float[][] scored = scorer.apply(packer.pack(request, profile.age(), query, now, candidates));
            for (int task = 0; task < scores.length; task++) {
                for (int i = 0; i < together.size(); i++) {
                    scores[task][together.get(i)] = scored[task][i];
                }
            }
        }
    }

    /**
     * The calibrated probabilities of one task for one user.
     *
     * @param task the task's number
     */
    float[] score(Person person, List<ItemId> candidates, int task) {
        Asker asker = new Asker(person.id().value(), "");
        RequestInput request = request(asker, person, person.profile(), Optional.empty());
        return score(request, person.profile(), Optional.empty(), candidates, task);
    }

    /**
     * The calibrated probabilities of one task for somebody of whom nothing is known but a query.
     *
     * @param task the task's number
     */
    float[] score(String query, List<ItemId> candidates, int task) {
        UserProfile nobody = UserProfile.unknown();
        RequestInput request = request(new Asker("", query), null, nobody, Optional.of(query));
        return score(request, nobody, Optional.of(query), candidates, task);
    }

    private float[] score(
            RequestInput request, UserProfile profile, Optional<String> query, List<ItemId> candidates, int task) {
        float[] scores = new float[candidates.size()];
        for (int from = 0; from < scores.length; from += MOST_TOGETHER) {
            List<ItemId> together = candidates.subList(from, Math.min(scores.length, from + MOST_TOGETHER));
            List<PreparedItem> rows =
                    together.stream().map(this::preparedOrBare).toList();
            float[] scored = packer.score(packer.pack(request, profile.age(), query, now, rows))[task];
            System.arraycopy(scored, 0, scores, from, scored.length);
        }
        return scores;
    }

    private PreparedItem preparedOrBare(ItemId item) {
        PreparedItem known = prepared.get(item);
        return known == null ? PreparedItem.of(Item.of(item, "")) : known;
    }

    /** The people as the model knows them. */
    Optional<Person> find(UserId user) {
        return Optional.ofNullable(people.get(user.value()));
    }

    private RequestInput request(Asker asker, Person person, UserProfile profile, Optional<String> query) {
        Optional<UserId> user =
                Optional.of(asker.user()).filter(id -> !id.isEmpty()).map(UserId::new);
        FieldKeys keys =
                InputMaker.requestKeys(user, profile, query.map(QueryWords::new).orElse(null));
        HistoryInput history = person == null || !parts.definition().hasHistory()
                ? HistoryInput.NONE
                : InputMaker.history(person.history(), items);
        return new RequestInput(keys, history);
    }
}
