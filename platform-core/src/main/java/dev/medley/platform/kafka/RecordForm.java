package dev.medley.platform.kafka;

import dev.medley.platform.codec.DatasetCodec;
import dev.medley.platform.codec.InteractionCodec;
import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.ItemCodec;
import dev.medley.platform.codec.JudgmentCodec;
import dev.medley.platform.codec.Problem;
import dev.medley.platform.codec.SharedNumbersCodec;
import dev.medley.platform.codec.StrictJson;
import dev.medley.platform.codec.UserCodec;
import dev.medley.platform.event.LogRecord;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/**
 * How a record of the log looks in Kafka: the topic, the key, the value (JSON in the one form of the entity, or nothing
 * for a removal), and what decides the partition.
 *
 * <p>Parts of a key are separated by U+001F, which no identifier may contain.
 */
final class RecordForm {
    private static final char SEPARATOR = '\u001F';
    /** Room for the key and Kafka's own framing beside the value. */
    private static final int MAX_VALUE_BYTES = LogTopic.MAX_RECORD_BYTES - (16 << 10);

    private RecordForm() {}

    /**
     * A record on its way to Kafka.
     *
     * @param partitionedBy records with an equal one are in one partition, so in order
     * @param value null for a removal
     */
    record Outgoing(LogTopic topic, String partitionedBy, byte[] key, byte[] value) {
        /** The partition, of so many. */
        int partition(int partitions) {
            return Utils.toPositive(Utils.murmur2(utf8(partitionedBy))) % partitions;
        }
    }

    /** @throws InvalidInputException if the record is larger than the log takes */
    static Outgoing encode(LogRecord logRecord) {
        Outgoing outgoing = switch (logRecord) {
            case LogRecord.ItemWritten(var item) ->
                new Outgoing(
                        LogTopic.ITEMS, item.id().toString(), utf8(item.id().toString()), ItemCodec.encode(item));
            case LogRecord.ItemRemoved(var id) ->
                new Outgoing(LogTopic.ITEMS, id.toString(), utf8(id.toString()), null);
            case LogRecord.UserWritten(var user, var profile) ->
                new Outgoing(LogTopic.USERS, user.value(), utf8(user.value()), UserCodec.encode(user, profile));
            case LogRecord.InteractionWritten(var interaction) ->
                new Outgoing(
                        LogTopic.INTERACTIONS,
                        interaction.user().value(),
                        utf8(identity(interaction)),
                        InteractionCodec.encode(interaction));
            case LogRecord.JudgmentWritten(var judgment) ->
                new Outgoing(
                        LogTopic.JUDGMENTS,
                        judgment.item().toString(),
                        utf8(judgment.item().toString() + SEPARATOR + judgment.query()),
                        JudgmentCodec.encode(judgment));
            case LogRecord.DatasetDeclared(var declaration) ->
                new Outgoing(
                        LogTopic.DATASETS,
                        declaration.name(),
                        utf8(declaration.name()),
                        DatasetCodec.encode(declaration));
            case LogRecord.NumbersShared(var numbers) ->
                new Outgoing(LogTopic.EXPOSURE, numbers.key(), utf8(numbers.key()), SharedNumbersCodec.encode(numbers));
        };
        if (outgoing.value != null && outgoing.value.length > MAX_VALUE_BYTES) {
            throw new InvalidInputException(new Problem(
                    Problem.DOCUMENT,
                    outgoing.value.length + " bytes",
                    "at most " + MAX_VALUE_BYTES + " bytes as JSON without spaces"));
        }
        return outgoing;
    }

    /** The removal of a user's profile. */
    static Outgoing profileRemoval(UserId user) {
        return new Outgoing(LogTopic.USERS, user.value(), utf8(user.value()), null);
    }

    /** The removal of the user's interaction that has that key. */
    static Outgoing interactionRemoval(UserId user, byte[] key) {
        return new Outgoing(LogTopic.INTERACTIONS, user.value(), key, null);
    }

    /** What the keys of all interactions of the user, and of nobody else, start with. */
    static byte[] interactionKeyPrefix(UserId user) {
        return utf8(user.value() + SEPARATOR);
    }

    /**
     * Tells the target what a record says.
     *
     * @param value null for a removal
     * @throws RuntimeException if the record is not of the topic's form
     */
    static void decode(LogTopic topic, byte[] key, byte[] value, LogTarget target) {
        switch (topic) {
            case ITEMS ->
                target.apply(
                        value == null
                                ? new LogRecord.ItemRemoved(itemId(text(key)))
                                : new LogRecord.ItemWritten(ItemCodec.decode(StrictJson.parse(value))));
            case USERS -> {
                if (value == null) {
                    target.removeProfile(new UserId(text(key)));
                } else {
                    target.apply(UserCodec.decode(StrictJson.parse(value)));
                }
            }
            case INTERACTIONS -> {
                if (value == null) {
                    target.removeInteraction(interaction(text(key)));
                } else {
                    target.apply(new LogRecord.InteractionWritten(InteractionCodec.decode(StrictJson.parse(value))));
                }
            }
            case JUDGMENTS ->
                target.apply(new LogRecord.JudgmentWritten(JudgmentCodec.decode(StrictJson.parse(present(value)))));
            case DATASETS ->
                target.apply(new LogRecord.DatasetDeclared(DatasetCodec.decode(StrictJson.parse(present(value)))));
            case EXPOSURE ->
                target.apply(new LogRecord.NumbersShared(SharedNumbersCodec.decode(StrictJson.parse(present(value)))));
            case IMPRESSIONS -> throw new IllegalArgumentException("impressions do not change the world");
        }
    }

    private static String identity(Interaction interaction) {
        return interaction.user().value()
                + SEPARATOR
                + interaction.item().surface().value()
                + SEPARATOR
                + interaction.item().key()
                + SEPARATOR
                + interaction.type().value()
                + SEPARATOR
                + interaction.time().map(Instant::toString).orElse("")
                + SEPARATOR
                + interaction.order();
    }

    private static Interaction interaction(String identity) {
        String[] parts = identity.split(String.valueOf(SEPARATOR), -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("key: 6 parts are allowed, " + parts.length + " given");
        }
        return new Interaction(
                new UserId(parts[0]),
                ItemId.of(parts[1], parts[2]),
                new InteractionType(parts[3]),
                parts[4].isEmpty() ? Optional.empty() : Optional.of(Instant.parse(parts[4])),
                Long.parseLong(parts[5]),
                1,
                Map.of());
    }

    private static ItemId itemId(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("key: surface/item is allowed, '" + text + "' given");
        }
        return new ItemId(new SurfaceId(text.substring(0, slash)), text.substring(slash + 1));
    }

    private static byte[] present(byte[] value) {
        if (value == null) {
            throw new IllegalArgumentException("value: a removal is not allowed in this topic");
        }
        return value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        if (utf8 == null) {
            throw new IllegalArgumentException("key: absent");
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
