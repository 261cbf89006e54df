package dev.medley.testkit;

import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is known, and what of them. Safe for any thread. */
public final class FakeUsers {
    private final Map<UserId, UserProfile> profiles = new ConcurrentHashMap<>();

    /** Adds a user, or replaces their profile. */
    public FakeUsers put(UserId user, UserProfile profile) {
        profiles.put(user, profile);
        return this;
    }

    /** Who has a profile, in order of id. */
    public List<UserId> ids() {
        return profiles.keySet().stream().sorted().toList();
    }

    /** The profile; {@link UserProfile#unknown()} for a stranger. */
    public UserProfile profile(UserId user) {
        return profiles.getOrDefault(user, UserProfile.unknown());
    }
}
