package dev.medley.spi.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a user beside their history. Every part may be absent; a rule that protects someone must read
 * absence as the answer that protects.
 *
 * @param age in years, 0 to 150
 * @param gender as the source writes it, such as {@code F}
 * @param country ISO 3166-1 alpha-2, upper case
 * @param language BCP 47, lower case
 * @param attributes anything else
 */
public record UserProfile(
        OptionalInt age,
        Optional<String> gender,
        Optional<String> country,
        Optional<String> language,
        Attributes attributes) {
    /** The age from which a user is of age. */
    public static final int ADULT_AGE = 18;

    private static final UserProfile UNKNOWN = new UserProfile(
            OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Attributes.none());

    /** @throws IllegalArgumentException if the age is out of range */
    public UserProfile {
        Objects.requireNonNull(age, "age");
        Objects.requireNonNull(gender, "gender");
        Objects.requireNonNull(country, "country");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(attributes, "attributes");
        if (age.isPresent() && (age.getAsInt() < 0 || age.getAsInt() > 150)) {
            throw new IllegalArgumentException("age: " + age.getAsInt() + " is not allowed; 0 to 150 is");
        }
    }

    /** The profile of somebody nobody knows: a cold start. */
    public static UserProfile unknown() {
        return UNKNOWN;
    }

    /** A profile with an age and a country, for tests. */
    public static UserProfile of(int age, String country) {
        return new UserProfile(
                OptionalInt.of(age), Optional.empty(), Optional.of(country), Optional.empty(), Attributes.none());
    }

    /** Whether the user is known to be of age; an unknown age is not. */
    public boolean isKnownAdult() {
        return age.isPresent() && age.getAsInt() >= ADULT_AGE;
    }

    /**
     * The cohort for popularity: age group and gender, such as {@code 25-34|F}; {@code ?} stands for what is unknown.
     * Age groups: under 18, 18-24, 25-34, 35-44, 45-54, 55 and over.
     */
    public String cohort() {
        return ageGroup() + "|" + gender.orElse("?");
    }

    private String ageGroup() {
        if (age.isEmpty()) {
            return "?";
        }
        int years = age.getAsInt();
        if (years < 18) {
            return "0-17";
        }
        if (years < 25) {
            return "18-24";
        }
        if (years < 35) {
            return "25-34";
        }
        if (years < 45) {
            return "35-44";
        }
        return years < 55 ? "45-54" : "55+";
    }
}
