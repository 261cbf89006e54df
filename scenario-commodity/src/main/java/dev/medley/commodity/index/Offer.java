package dev.medley.commodity.index;

import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.request.RankRequest;
import java.util.List;
import java.util.Optional;

/** How this scenario reads an item's attributes: the one place that knows their names. */
public final class Offer {
    private static final double MILLIS_PER_DAY = 86_400_000.0;

    private Offer() {}

    /** The price in cents; NaN where the catalogue has none, or one that makes no sense. */
    public static double priceCents(Item item) {
        double price = item.attributes().number("price_cents", Double.NaN);
        return price >= 0 ? price : Double.NaN;
    }

    /** Units in stock; infinite where the catalogue does not count them. */
    public static double stock(Item item) {
        return item.attributes().number("stock", Double.POSITIVE_INFINITY);
    }

    /** Whether it can be bought. */
    public static boolean isAvailable(Item item) {
        return stock(item) > 0;
    }

    /** When it came back into stock, in epoch milliseconds; negative infinity if it never was out. */
    public static double restockedAtMillis(Item item) {
        return item.attributes().number("restocked_at_ms", Double.NEGATIVE_INFINITY);
    }

    /** Days since it came back into stock, at that time; infinite if it never was out. */
    public static double daysSinceRestock(Item item, long nowMillis) {
        double at = restockedAtMillis(item);
        return at == Double.NEGATIVE_INFINITY ? Double.POSITIVE_INFINITY : Math.max(0, nowMillis - at) / MILLIS_PER_DAY;
    }

    /** {@code small} or {@code large}, where the catalogue says. */
    public static Optional<String> sellerSize(Item item) {
        return item.attributes().text("seller_size");
    }

    /** Whether it may be sold to someone in that country; one that is restricted is not sold into the unknown. */
    public static boolean isSoldIn(Item item, Optional<String> country) {
        Attributes attributes = item.attributes();
        if (!attributes.asMap().containsKey("countries")) {
            return true;
        }
        List<String> countries = attributes.texts("countries");
        return country.isPresent() && countries.contains(country.get());
    }

    /** Where the goods go: what the request says, else what the profile says. */
    public static Optional<String> country(RankRequest request) {
        String fromContext = request.context().get("country");
        UserProfile user = request.user();
        return fromContext == null ? user.country() : Optional.of(fromContext);
    }
}
