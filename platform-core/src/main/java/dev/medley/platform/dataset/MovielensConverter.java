package dev.medley.platform.dataset;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MovieLens 1M: films as videos, ratings as interactions. Ratings carry no time here, only the user's order of watching;
 * a rating of the last film, which {@code sequences.tsv} withholds, is left out, so that whoever judges a prediction of
 * it has not had it answered.
 */
final class MovielensConverter implements Converter {
    private static final SurfaceId VIDEO = new SurfaceId("video");
    private static final String MOVIES = "movies.dat";
    private static final String USERS = "users.dat";
    private static final String RATINGS = "ratings_train.tsv";
    private static final String VALIDATION_RATINGS = "ratings_val.tsv";
    private static final String SEQUENCES = "sequences.tsv";
    private static final String FIELD_SEPARATOR = "::";
    private static final int[] NO_FILMS = {};
    private static final Pattern TITLE_AND_YEAR = Pattern.compile("(.+?)\\s*\\((\\d{4})\\)");

    /** The source's code is the lower end of an age group, but for 1, which stands for everybody under 18. */
    private static final Map<Integer, Integer> AGES = Map.of(1, 17, 18, 18, 25, 25, 35, 35, 45, 45, 50, 50, 56, 56);

    private static final List<String> OCCUPATIONS = List.of(
            "other",
            "academic/educator",
            "artist",
            "clerical/admin",
            "college/grad student",
            "customer service",
            "doctor/health care",
            "executive/managerial",
            "farmer",
            "homemaker",
            "K-12 student",
            "lawyer",
            "programmer",
            "retired",
            "sales/marketing",
            "scientist",
            "self-employed",
            "technician/engineer",
            "tradesman/craftsman",
            "unemployed",
            "writer");

    @Override
    public DatasetDeclaration declaration() {
        return new DatasetDeclaration(
                "movielens-1m",
                "MovieLens 1M ratings as short video",
                List.of(
                        new Meaning(VIDEO, InteractionType.RATE, Tasks.CLICK, Float.NEGATIVE_INFINITY),
                        new Meaning(VIDEO, InteractionType.RATE, Tasks.LIKE, 4)),
                List.of(
                        domain("video-under-25", 0, 25),
                        domain("video-25-to-34", 25, 35),
                        domain("video-35-and-over", 35, Domain.ANY_AGE)));
    }

    private static Domain domain(String name, int ageFrom, int ageBelow) {
        return new Domain(name, VIDEO, ageFrom, ageBelow, Optional.empty());
    }

    @Override
    public List<ScenarioId> scenarios() {
        return List.of(new ScenarioId("video"));
    }

    @Override
    public List<String> sourceFiles() {
        return List.of(MOVIES, USERS, RATINGS, SEQUENCES);
    }

    @Override
    public void convert(SourceFolder source, DatasetWriter out) throws IOException {
        Set<Integer> movies = new HashSet<>();
        // The one file in Latin-1.
        source.delimited(
                MOVIES, StandardCharsets.ISO_8859_1, FIELD_SEPARATOR, List.of("MovieID", "Title", "Genres"), row -> {
                    out.write(movie(row, source.notes()));
                    movies.add(row.id("MovieID"));
                });
        source.delimited(
                USERS,
                StandardCharsets.UTF_8,
                FIELD_SEPARATOR,
                List.of("UserID", "Gender", "Age", "Occupation", "Zip-code"),
                row -> out.write(user(row.id("UserID")), profile(row)));
        Map<Integer, int[]> sequences = sequences(source);
        source.tsv(RATINGS, row -> {
            Interaction rating = rating(row, movies, sequences);
            if (rating.order() == withheldOrder(row, sequences)) {
                source.notes()
                        .leaveOut("ratings of films that are not in the user's sequence: the last film, which it"
                                + " withholds");
                return;
            }
            out.write(rating);
        });
        if (source.has(VALIDATION_RATINGS)) {
            source.tsv(VALIDATION_RATINGS, row -> out.writeForValidation(rating(row, movies, sequences)));
        }
    }

    private static Item movie(SourceRow row, ConversionNotes notes) throws IOException {
        ItemId id = new ItemId(VIDEO, Integer.toString(row.id("MovieID")));
        String title = row.requiredText("Title");
        String[] genres = row.requiredText("Genres").split("\\|");
        Matcher matcher = TITLE_AND_YEAR.matcher(title);
        if (!matcher.matches()) {
            notes.odd(row.file(), row.line(), "no year at the end of title '" + title + "'; kept without one");
            return Item.of(id, title).withCategories(genres);
        }
        int year = Integer.parseInt(matcher.group(2));
        return Item.of(id, matcher.group(1))
                .withCategories(genres)
                .withPublishedAt(Instant.parse(matcher.group(2) + "-01-01T00:00:00Z"))
                .withAttributes(Attributes.of(Map.of("year", year)));
    }

    private static UserProfile profile(SourceRow row) throws IOException {
        int ageCode = row.id("Age");
        Integer age = AGES.get(ageCode);
        if (age == null) {
            throw new OddRowException("Age " + ageCode + " is none of the codes 1, 18, 25, 35, 45, 50, 56");
        }
        int occupation = row.integer("Occupation", 0, OCCUPATIONS.size() - 1);
        return new UserProfile(
                OptionalInt.of(age),
                Optional.of(row.requiredText("Gender")),
                Optional.empty(),
                Optional.empty(),
                Attributes.of(Map.of(
                        "age_code", ageCode,
                        "occupation", OCCUPATIONS.get(occupation),
                        "zip_code", row.requiredText("Zip-code"))));
    }

    private static Map<Integer, int[]> sequences(SourceFolder source) throws IOException {
        Map<Integer, int[]> sequences = new HashMap<>();
        source.tsv(SEQUENCES, row -> sequences.put(row.id("user_id"), movieIds(row.requiredText("movie_ids"))));
        return sequences;
    }

    private static int[] movieIds(String list) {
        String[] parts = list.split(",");
        int[] ids = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                ids[i] = Integer.parseInt(parts[i]);
            } catch (NumberFormatException e) {
                throw new OddRowException("movie_ids has '" + parts[i] + "', which is not a number");
            }
        }
        return ids;
    }

    /** The rating; a film that is not in the sequence, which only the withheld last one is, comes after all others. */
    private static Interaction rating(SourceRow row, Set<Integer> movies, Map<Integer, int[]> sequences)
            throws IOException {
        int user = row.id("user_id");
        int movie = row.id("movie_id");
        int rating = row.integer("rating", 1, 5);
        if (!movies.contains(movie)) {
            throw new OddRowException("movie_id " + movie + " is not in " + MOVIES);
        }
        int place = indexOf(sequences.getOrDefault(user, NO_FILMS), movie);
        ItemId item = new ItemId(VIDEO, Integer.toString(movie));
        // From 1: an order of 0 says that it is not known.
        long order = place < 0 ? withheldOrder(row, sequences) : place + 1;
        return new Interaction(user(user), item, InteractionType.RATE, Optional.empty(), order, rating, Map.of());
    }

    private static long withheldOrder(SourceRow row, Map<Integer, int[]> sequences) throws IOException {
        return sequences.getOrDefault(row.id("user_id"), NO_FILMS).length + 1;
    }

    private static int indexOf(int[] sequence, int movie) {
        for (int i = 0; i < sequence.length; i++) {
            if (sequence[i] == movie) {
                return i;
            }
        }
        return -1;
    }

    private static UserId user(int id) {
        return new UserId("ml-" + id);
    }
}
