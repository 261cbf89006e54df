package dev.medley.platform.world;

import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The users, as of now. */
public interface Users {
    /** The profile, if somebody wrote one. */
    Optional<UserProfile> find(UserId user);

    /** Every user with a profile or a history, in order of id; the profile is unknown where none was written. */
    void forEach(BiConsumer<UserId, UserProfile> action);
}
