package dev.medley.spi.context;

import dev.medley.spi.entity.Interaction;
import dev.medley.spi.id.UserId;
import java.util.List;

/** What users did. The request already brings the newest part of the asking user's own history. */
public interface UserHistories {
    /**
     * The user's newest interactions over all surfaces, oldest first; empty for a stranger.
     *
     * @param max at most so many; the platform keeps at most 10,000 a user
     */
    List<Interaction> newest(UserId user, int max);
}
