package dev.medley.platform.codec;

import dev.medley.platform.event.LogRecord.UserWritten;
import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import dev.medley.spi.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Entities of every shape that the format allows. */
final class RandomEntities {
    private static final String[] WORDS = {
        "a", "Ω", "日本", "😀", "\"", "\\", "\n", "\u0000", "é", "</script>", " ", "\u2028"
    };

    private final SplittableRandom random;

    RandomEntities(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Item item() {
        float[] vector = new float[random.nextInt(4) == 0 ? random.nextInt(1, 40) : 0];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = anyFloat();
        }
        return new Item(
                itemId(),
                text(0, 30),
                text(0, 60),
                maybe(() -> text(1, 20)),
                list(Item.MAX_CATEGORIES, () -> text(1, 10)),
                maybe(this::instant),
                attributes(),
                vector);
    }

    UserWritten user() {
        OptionalInt age = random.nextBoolean() ? OptionalInt.of(random.nextInt(151)) : OptionalInt.empty();
        return new UserWritten(
                userId(),
                new UserProfile(
                        age,
                        maybe(() -> text(1, 5)),
                        maybe(() -> "DE"),
                        maybe(() -> random.nextBoolean() ? "en" : "pt-br"),
                        attributes()));
    }

    Interaction interaction() {
        Optional<Instant> time = maybe(this::instant);
        Map<String, String> context = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            context.put(text(1, 8), text(0, 20));
        }
        long order = random.nextBoolean() ? random.nextLong(Long.MAX_VALUE) : random.nextInt(3);
        float value = random.nextBoolean() ? 1 : anyFloat();
        return new Interaction(userId(), itemId(), new InteractionType("watch-2"), time, order, value, context);
    }

    Judgment judgment() {
        return new Judgment("q" + text(0, 40), itemId(), random.nextInt(101) / 100f);
    }

    DatasetDeclaration dataset() {
        return new DatasetDeclaration(
                "set-" + random.nextInt(100),
                text(0, 40),
                list(
                        5,
                        () -> new Meaning(
                                new SurfaceId("video"),
                                new InteractionType("rate"),
                                new TaskId("like"),
                                random.nextBoolean() ? Float.NEGATIVE_INFINITY : anyFloat(),
                                Form.values()[random.nextInt(Form.values().length)])),
                list(4, this::domain));
    }

    private Domain domain() {
        return new Domain(
                "part-" + random.nextInt(100),
                new SurfaceId("video"),
                random.nextBoolean() ? 0 : random.nextInt(1, Domain.ANY_AGE),
                random.nextBoolean() ? Domain.ANY_AGE : random.nextInt(1, Domain.ANY_AGE),
                maybe(() -> text(1, 20)));
    }

    private Attributes attributes() {
        Map<String, Object> values = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            values.put("name_" + random.nextInt(50), attribute());
        }
        return Attributes.of(values);
    }

    private Object attribute() {
        return switch (random.nextInt(5)) {
            case 0 -> text(0, 40);
            case 1 -> random.nextBoolean();
            case 2 -> list(5, () -> text(0, 10));
            case 3 -> (double) random.nextInt(-1000, 100_000);
            default -> anyDouble();
        };
    }

    private float anyFloat() {
        float number = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(number) ? number : -0.0f;
    }

    private double anyDouble() {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) ? number : -0.0;
    }

    private Instant instant() {
        long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
        return Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private ItemId itemId() {
        return ItemId.of("video", key());
    }

    private UserId userId() {
        return new UserId(key());
    }

    private String key() {
        return "k" + random.nextInt(100_000) + (random.nextBoolean() ? "/ü😀\"" : "");
    }

    private String text(int min, int max) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(min, Math.max(min + 1, max / 2)); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.length() > max ? "x" : text.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(int max, Supplier<T> value) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            list.add(value.get());
        }
        return list;
    }
}
