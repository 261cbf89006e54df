package dev.medley.platform.offline;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.ItemCodec;
import dev.medley.platform.codec.UserCodec;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.score.weights.Tensors;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users, items and histories that a model was learnt from, as tensors: with them beside a model, pairs can be scored
 * where no platform runs. Contexts of interactions and what was held out are not kept.
 */
final class PopulationTensors {
    private static final long UNDATED = Long.MIN_VALUE;

    private PopulationTensors() {}

    static Tensors of(Population population) {
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        for (Item item : population.items()) {
            line(ItemCodec.encode(item), items);
        }
        // A history tells of items that the catalogue does not have, too: models have learnt of them.
        Map<ItemId, Integer> unlisted = new HashMap<>();
        ByteArrayOutputStream users = new ByteArrayOutputStream();
        Map<InteractionType, Integer> types = new LinkedHashMap<>();
        IntArrayList start = new IntArrayList();
        IntArrayList item = new IntArrayList();
        IntArrayList type = new IntArrayList();
        FloatArrayList value = new FloatArrayList();
        LongArrayList time = new LongArrayList();
        LongArrayList order = new LongArrayList();
        for (Person person : population.people()) {
            line(UserCodec.encode(person.id(), person.profile()), users);
            start.add(item.size());
            for (Interaction interaction : person.history()) {
                int number = population.numberOf(interaction.item());
                if (number < 0) {
                    number = unlisted.computeIfAbsent(interaction.item(), id -> {
                        line(ItemCodec.encode(Item.of(id, "")), items);
                        return population.items().size() + unlisted.size();
                    });
                }
                item.add(number);
                type.add(types.computeIfAbsent(interaction.type(), _ -> types.size())
                        .intValue());
                value.add(interaction.value());
                time.add(interaction.time().map(Instant::toEpochMilli).orElse(UNDATED));
                order.add(interaction.order());
            }
        }
        start.add(item.size());
        return Tensors.builder()
                .metadata("catalogue", Integer.toString(population.items().size()))
                .metadata(
                        "types",
                        String.join(
                                " ",
                                types.keySet().stream()
                                        .map(InteractionType::value)
                                        .toList()))
                .uint8("items", items.toByteArray(), items.size())
                .uint8("users", users.toByteArray(), users.size())
                .int32("history/start", start.toIntArray(), start.size())
                .int32("history/item", item.toIntArray(), item.size())
                .int32("history/type", type.toIntArray(), type.size())
                .float32("history/value", value.toFloatArray(), value.size())
                .int64("history/time", time.toLongArray(), time.size())
                .int64("history/order", order.toLongArray(), order.size())
                .build();
    }

    private static void line(byte[] json, ByteArrayOutputStream into) {
        into.writeBytes(json);
        into.write('\n');
    }

    /**
     * Reads them back.
     *
     * @throws IOException if they are not of a population, saying what is wrong
     */
    static Population read(Tensors tensors) throws IOException {
        try {
            List<Item> items = new ArrayList<>();
            for (String line : lines(tensors.uint8("items", Tensors.ANY))) {
                items.add(ItemCodec.decode(line.getBytes(StandardCharsets.UTF_8)));
            }
            int catalogue = Integer.parseInt(tensors.metadata().getOrDefault("catalogue", "" + items.size()));
            String names = tensors.metadata().getOrDefault("types", "");
            List<InteractionType> types = names.isEmpty()
                    ? List.of()
                    : Arrays.stream(names.split(" ")).map(InteractionType::new).toList();
            int[] start = tensors.int32("history/start", Tensors.ANY);
            int[] item = tensors.int32("history/item", Tensors.ANY);
            int[] type = tensors.int32("history/type", item.length);
            float[] value = tensors.float32("history/value", item.length);
            long[] time = tensors.int64("history/time", item.length);
            long[] order = tensors.int64("history/order", item.length);
            List<Person> people = new ArrayList<>();
            for (String line : lines(tensors.uint8("users", Tensors.ANY))) {
                LogRecord.UserWritten user = UserCodec.decode(line.getBytes(StandardCharsets.UTF_8));
                List<Interaction> history = new ArrayList<>();
                int number = people.size();
                for (int i = start[number]; i < start[number + 1]; i++) {
                    history.add(interaction(
                            user.user(), items.get(item[i]).id(), types.get(type[i]), time[i], order[i], value[i]));
                }
                people.add(new Person(user.user(), user.profile(), history, List.of()));
            }
            return Population.of(List.of(), List.of(), people, items.subList(0, catalogue), List.of());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | InvalidInputException e) {
            throw new IOException("not a population: " + e.getMessage(), e);
        }
    }

    private static Interaction interaction(
            UserId user, ItemId item, InteractionType type, long time, long order, float value) {
        Optional<Instant> when = time == UNDATED ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
        return new Interaction(user, item, type, when, order, value, Map.of());
    }

    private static List<String> lines(byte[] text) {
        String all = new String(text, StandardCharsets.UTF_8);
        return all.isEmpty() ? List.of() : all.lines().toList();
    }
}
