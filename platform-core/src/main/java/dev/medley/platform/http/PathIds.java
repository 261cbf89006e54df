package dev.medley.platform.http;

import dev.medley.platform.codec.TextRule;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;

/** Identifiers and numbers that stand in a path or query. */
final class PathIds {
    private PathIds() {}

    static UserId user(Exchange exchange) {
        return new UserId(checked(exchange, "user", TextRule.KEY));
    }

    static ItemId item(Exchange exchange) {
        return new ItemId(
                new SurfaceId(checked(exchange, "surface", TextRule.NAME)), checked(exchange, "item", TextRule.KEY));
    }

    static ScenarioId scenario(Exchange exchange) {
        return new ScenarioId(checked(exchange, "scenario", TextRule.NAME));
    }

    static int wholeNumber(String name, String text, int min, int max) {
        boolean isNumber = text.length() <= 9 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
            throw HttpProblem.invalid(name, text, "a whole number, " + min + " to " + max);
        }
        return Integer.parseInt(text);
    }

    private static String checked(Exchange exchange, String name, TextRule rule) {
        String value = exchange.pathParameter(name);
        if (!rule.isKeptBy(value)) {
            throw HttpProblem.invalid(name, value, rule.allowed());
        }
        return value;
    }
}
