package dev.medley.platform.offline;

import dev.medley.platform.score.factor.LinearFactors;
import dev.medley.platform.train.example.Mix;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.factor.ItemToItem;
import dev.medley.platform.train.factor.LinearAutoencoder;
import dev.medley.platform.train.factor.RatingMatrix;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.ItemId;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Ranks for each user what they have not had to do with, and sees how high what was held out comes: NDCG@10 with gain 1
 * for each held-out item, over all items of a domain or over so many drawn with equal chances.
 */
final class RankingJudge {
    private static final int DEPTH = 10;
    private static final double SHRINKAGE = 10;
    private static final int NEAREST = 200;
    private static final double RIDGE = 100;

    private final Population population;
    private final Domain domain;
    private final int[] items;
    private final int[] numberInDomain;
    private final List<Query> queries = new ArrayList<>();
    private final RatingMatrix taken;

    /** One user's ranking: the candidates, those that were held out first. */
    private record Query(int user, int[] candidates, int heldOut) {}

    /** What ranks: a score for each candidate of a user. */
    interface Ranker {
        float[] score(int user, Person person, int[] candidates);
    }

    /**
     * Makes the queries.
     *
     * @param drawn so many candidates are drawn besides what was held out; 0 for all items of the domain
     * @param users at most so many users, by chance
     */
    RankingJudge(Population population, Domain domain, int drawn, int users, long seed) {
        this.population = population;
        this.domain = domain;
        IntArrayList inDomain = new IntArrayList();
        numberInDomain = new int[population.items().size()];
        Arrays.fill(numberInDomain, -1);
        for (int i = 0; i < numberInDomain.length; i++) {
            // Domains by age say nothing about items: then all of the surface is ranked.
            var item = population.items().get(i);
            if (item.id().surface().equals(domain.surface())
                    && (domain.category().isEmpty() || domain.category().equals(item.category()))) {
                numberInDomain[i] = inDomain.size();
                inDomain.add(i);
            }
        }
        items = inDomain.toIntArray();
        IntArrayList users2 = new IntArrayList();
        IntArrayList items2 = new IntArrayList();
        for (int user = 0; user < population.people().size(); user++) {
            for (int item : itemsOf(population.people().get(user).history())) {
                users2.add(user);
                items2.add(item);
            }
        }
        float[] ones = new float[users2.size()];
        Arrays.fill(ones, 1);
        taken = new RatingMatrix(
                users2.toIntArray(),
                items2.toIntArray(),
                ones,
                population.people().size(),
                population.items().size());
        makeQueries(drawn, users, seed);
    }

    private static int[] distinct(IntArrayList numbers) {
        return numbers.intStream().distinct().toArray();
    }

    private int[] itemsOf(List<Interaction> interactions) {
        IntArrayList found = new IntArrayList();
        for (Interaction interaction : interactions) {
            int item = population.numberOf(interaction.item());
            if (item >= 0 && !interaction.type().isNegative()) {
                found.add(item);
            }
        }
        return distinct(found);
    }

    private void makeQueries(int drawn, int users, long seed) {
        IntArrayList askers = new IntArrayList();
        for (int user = 0; user < population.people().size(); user++) {
            Person person = population.people().get(user);
            boolean ofAge = (domain.ageFrom() == 0 || person.profile().age().orElse(-1) >= domain.ageFrom())
                    && (domain.ageBelow() == Domain.ANY_AGE
                            || person.profile().age().orElse(Domain.ANY_AGE) < domain.ageBelow());
            if (ofAge && !person.history().isEmpty() && heldOut(person).length > 0) {
                askers.add(user);
            }
        }
        double share = (double) users / Math.max(1, askers.size());
        for (int user : askers) {
            if (Mix.unit(Mix.of(seed, user)) < share) {
                queries.add(query(user, drawn, seed));
            }
        }
    }

    private int[] heldOut(Person person) {
        return Arrays.stream(itemsOf(person.heldOut()))
                .filter(item -> numberInDomain[item] >= 0)
                .toArray();
    }

    private Query query(int user, int drawn, long seed) {
        Person person = population.people().get(user);
        int[] held = heldOut(person);
        IntOpenHashSet known = new IntOpenHashSet(itemsOf(person.history()));
        known.addAll(IntArrayList.wrap(itemsOf(person.heldOut())));
        IntArrayList candidates = new IntArrayList(held);
        if (drawn == 0) {
            for (int item : items) {
                if (!known.contains(item)) {
                    candidates.add(item);
                }
            }
        } else {
            SplittableRandom random = new SplittableRandom(Mix.of(seed + 1, user));
            // What is known of other domains takes none of this one's.
            long others =
                    Arrays.stream(items).filter(item -> !known.contains(item)).count();
            while (candidates.size() < held.length + Math.min(drawn, others)) {
                int item = items[random.nextInt(items.length)];
                if (known.add(item)) {
                    candidates.add(item);
                }
            }
        }
        return new Query(user, candidates.toIntArray(), held.length);
    }

    int queries() {
        return queries.size();
    }

    /** The mean NDCG@10; equal scores stand in order of item, so that no order of the candidates helps. */
    double ndcg(Ranker ranker, int threads) {
        double[] each = new double[queries.size()];
        IntStream.range(0, threads).parallel().forEach(part -> {
            int from = (int) ((long) each.length * part / threads);
            int to = (int) ((long) each.length * (part + 1) / threads);
            for (int i = from; i < to; i++) {
                Query query = queries.get(i);
                each[i] = ndcg(
                        query, ranker.score(query.user(), population.people().get(query.user()), query.candidates()));
            }
        });
        return Arrays.stream(each).average().orElse(Double.NaN);
    }

    private static double ndcg(Query query, float[] scores) {
        double gain = 0;
        double ideal = 0;
        for (int i = 0; i < query.heldOut(); i++) {
            int above = 0;
            for (int j = 0; j < scores.length && above < DEPTH; j++) {
                boolean first = scores[j] > scores[i]
                        || scores[j] == scores[i] && query.candidates()[j] < query.candidates()[i];
                above += j != i && first ? 1 : 0;
            }
            gain += above < DEPTH ? discount(above) : 0;
            ideal += i < DEPTH ? discount(i) : 0;
        }
        return gain / ideal;
    }

    private static double discount(int place) {
        return 1 / (Math.log(place + 2) / Math.log(2));
    }

    /** What a model is compared with: popularity, item-to-item similarity, and the linear autoencoder where it fits. */
    Map<String, Ranker> baselines() {
        Map<String, Ranker> rankers = new LinkedHashMap<>();
        int[] popularity = new int[population.items().size()];
        for (int row = 0; row < taken.rowCount(); row++) {
            popularity[taken.item(row)]++;
        }
        rankers.put("popularity", (_, _, candidates) -> {
            float[] scores = new float[candidates.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = popularity[candidates[i]];
            }
            return scores;
        });
        rankers.put("item-to-item", of(new ItemToItem(SHRINKAGE, NEAREST).fit(taken)));
        if (population.items().size() <= LinearAutoencoder.MOST_ITEMS) {
            rankers.put(
                    "EASE", of(new LinearAutoencoder(RIDGE, population.items().size()).fit(taken)));
        }
        return rankers;
    }

    private Ranker of(LinearFactors factors) {
        return (user, _, candidates) -> {
            int[] history = taken.itemsOf(user);
            float[] ones = new float[history.length];
            Arrays.fill(ones, 1);
            float[] all = factors.scores(history, ones);
            float[] scores = new float[candidates.length];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = all[candidates[i]];
            }
            return scores;
        };
    }

    /** The ids of candidates. */
    List<ItemId> ids(int[] candidates) {
        List<ItemId> ids = new ArrayList<>(candidates.length);
        for (int candidate : candidates) {
            ids.add(population.items().get(candidate).id());
        }
        return ids;
    }
}
