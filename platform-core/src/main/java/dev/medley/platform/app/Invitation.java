package dev.medley.platform.app;

import dev.medley.platform.http.ServedPlatform;
import dev.medley.platform.world.World;
import dev.medley.spi.id.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What is said when the platform is ready: where to look, and a request that works here and now. */
final class Invitation {
    private static final List<String> FAVOURITES = List.of("video", "live", "commodity");

    private Invitation() {}

    static String of(ServedPlatform platform, int port) {
        String address = "http://localhost:" + port;
        return "Medley is ready. Browse " + address + "/ or try: " + request(platform, address);
    }

    private static String request(ServedPlatform platform, String address) {
        Optional<String> scenario = FAVOURITES.stream()
                .filter(name -> platform.scenarios().scenarios().stream()
                        .anyMatch(each -> each.value().equals(name)))
                .findFirst();
        if (scenario.isEmpty()) {
            return "curl " + address + "/v1/plugins";
        }
        String user = anyUser(platform.world())
                .map(id -> "\"userId\":\"" + id + "\",")
                .orElse("");
        return "curl -H 'Content-Type: application/json' -d '{" + user + "\"limit\":5}' " + address + "/v1/rank/"
                + scenario.get();
    }

    /** One whose id needs no quoting, neither in JSON nor in a shell. */
    private static Optional<UserId> anyUser(World world) {
        AtomicReference<UserId> found = new AtomicReference<>();
        world.users().forEach((user, profile) -> {
            if (found.get() == null && user.value().matches("[A-Za-z0-9_.-]{1,64}")) {
                found.set(user);
            }
        });
        return Optional.ofNullable(found.get());
    }
}
