package dev.medley.platform.codec;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text must look like.
 *
 * @param allowed the rule in words
 * @param test whether a text keeps it
 */
public record TextRule(String allowed, Predicate<String> test) {
    /** Names that authors choose: surfaces, scenarios, tasks, interaction types. */
    public static final TextRule NAME = matching(
            "[a-z][a-z0-9_-]{0,63}",
            "a text of 1 to 64 characters, a lower-case letter first, then a-z, 0-9, '-' or '_'");

    /** Keys that come from somebody's database: items, users. */
    public static final TextRule KEY =
            new TextRule("a text of 1 to 256 characters, none of them a control character", TextRule::isKey);

    /** Names of attributes. */
    public static final TextRule ATTRIBUTE = matching(
            "[a-z][a-z0-9_]{0,63}", "names of 1 to 64 characters, a lower-case letter first, then a-z, 0-9 or '_'");

    /** Names of data sets. */
    public static final TextRule DATASET = matching(
            "[a-z][a-z0-9-]{0,63}", "a text of 1 to 64 characters, a lower-case letter first, then a-z, 0-9 or '-'");

    /** Countries. */
    public static final TextRule COUNTRY =
            matching("[A-Z]{2}", "an ISO 3166-1 code of two upper-case letters, such as \"DE\"");

    /** Languages. */
    public static final TextRule LANGUAGE =
            matching("[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}", "a BCP 47 tag in lower case, such as \"en\" or \"pt-br\"");

    /** A rule that a regular expression says; it must match the whole text. */
    public static TextRule matching(String expression, String allowed) {
        return new TextRule(allowed, Pattern.compile(expression).asMatchPredicate());
    }

    /** Whether the text keeps the rule. */
    public boolean isKeptBy(String text) {
        return test.test(text);
    }

    private static boolean isKey(String text) {
        if (text.isEmpty() || text.length() > 256) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return Surrogates.allPaired(text);
    }
}
