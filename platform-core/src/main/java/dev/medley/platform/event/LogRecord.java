package dev.medley.platform.event;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.UserId;

/** One change of the world. Writing the same record twice changes nothing the second time. */
public sealed interface LogRecord {
    /** The item is this now. */
    record ItemWritten(Item item) implements LogRecord {}

    /** The item is gone. */
    record ItemRemoved(ItemId item) implements LogRecord {}

    /** The user's profile is this now. */
    record UserWritten(UserId user, UserProfile profile) implements LogRecord {}

    /** The user did this. */
    record InteractionWritten(Interaction interaction) implements LogRecord {}

    /** A judge found this. */
    record JudgmentWritten(Judgment judgment) implements LogRecord {}

    /** The data set says this of itself now. */
    record DatasetDeclared(DatasetDeclaration declaration) implements LogRecord {}

    /** A node's numbers are these now. It changes nothing of the world, nor its time. */
    record NumbersShared(SharedNumbers numbers) implements LogRecord {}
}
