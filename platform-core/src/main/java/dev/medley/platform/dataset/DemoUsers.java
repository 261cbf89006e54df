package dev.medley.platform.dataset;

import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The people of the demo world: profiles, and the tastes behind what they do. */
final class DemoUsers {
    private static final int INTERESTS = DemoInterest.values().length;
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR", "ES", "BR", "JP", "CA");
    private static final List<String> LANGUAGES = List.of("en", "en", "de", "fr", "es", "pt", "ja", "en");
    private static final double[] COUNTRY_WEIGHTS = {6, 2, 2, 2, 2, 2, 1, 1};
    private static final int GENDERS = 2;
    private static final int AGE_GROUPS = 4;

    private DemoUsers() {}

    /**
     * One of them.
     *
     * @param tastes how much they care for each interest; sums to 1
     * @param interactions how much they do
     */
    record Person(UserId id, UserProfile profile, double[] tastes, int interactions) {}

    static List<Person> of(int count, DemoChance chance) {
        double[][] cohortTastes = cohortTastes(chance);
        List<Person> people = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            people.add(person(i, cohortTastes, chance));
        }
        return people;
    }

    private static Person person(int number, double[][] cohortTastes, DemoChance chance) {
        int age = Math.clamp(Math.round(32 + 13 * chance.gaussian()), 13, 84);
        boolean female = chance.happens(0.5);
        int country = chance.index(COUNTRY_WEIGHTS);
        UserProfile profile = new UserProfile(
                // Some tell nobody, as in any world.
                chance.happens(0.95) ? OptionalInt.of(age) : OptionalInt.empty(),
                chance.happens(0.9) ? Optional.of(female ? "F" : "M") : Optional.empty(),
                Optional.of(COUNTRIES.get(country)),
                Optional.of(LANGUAGES.get(country)),
                Attributes.none());
        double[] cohort = cohortTastes[ageGroup(age) * GENDERS + (female ? 1 : 0)];
        double[] tastes = new double[INTERESTS];
        double sum = 0;
        for (int i = 0; i < INTERESTS; i++) {
            tastes[i] = cohort[i] * Math.exp(1.6 * chance.gaussian());
            sum += tastes[i];
        }
        for (int i = 0; i < INTERESTS; i++) {
            tastes[i] /= sum;
        }
        int interactions = Math.clamp(Math.round(27 * Math.exp(0.7 * chance.gaussian())), 2, 300);
        return new Person(new UserId("demo-" + number), profile, tastes, interactions);
    }

    /** People of one age group and gender are a little alike, so that what a cohort likes says something. */
    private static double[][] cohortTastes(DemoChance chance) {
        double[][] tastes = new double[AGE_GROUPS * GENDERS][INTERESTS];
        for (double[] cohort : tastes) {
            for (int i = 0; i < INTERESTS; i++) {
                cohort[i] = Math.exp(0.6 * chance.gaussian());
            }
        }
        return tastes;
    }

    private static int ageGroup(int age) {
        if (age < 18) {
            return 0;
        }
        if (age < 35) {
            return 1;
        }
        return age < 55 ? 2 : 3;
    }
}
