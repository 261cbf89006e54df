package dev.medley.platform.dataset;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.Attributes;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Twitch follows: streamers as live rooms, each with the facts of its streamer. Who is on air is not in the source: it
 * is derived, deterministically, from the typical start and the mean duration of a stream, at {@link #SNAPSHOT_HOUR}.
 */
final class TwitchConverter implements Converter {
    /** The hour of the day, on the source's clock, at which rooms are on air or not: the one with the most on air. */
    static final int SNAPSHOT_HOUR = 20;

    private static final SurfaceId LIVE = new SurfaceId("live");
    private static final String NAMES = "streamers.csv";
    private static final String FACTS = "streamer_info.csv";
    private static final String AIR_TIME = "streamer_game_airtime.csv";
    private static final String FOLLOWS = "follows_train.csv";

    /** The source numbers streamers and games in one row: games begin here. */
    private static final int FIRST_GAME = 1904;

    private static final int GAMES = 50;
    private static final int HOURS_A_DAY = 24;

    private static final List<String> NUMBERS = List.of(
            "rec_hours_streamed",
            "rec_peak_viewers",
            "rec_hours_watched",
            "rec_followers_gained",
            "rec_followers_per_hour",
            "rec_views_gained",
            "rec_number_of_streams",
            "total_hours_streamed",
            "career_peak_viewers",
            "total_followers",
            "total_views",
            "ranking",
            "avg_games_streamed",
            "avg_views_gained",
            "avg_followers_gained",
            "avg_stream_duration",
            "active_days_per_week",
            "unique_games_played");

    private static final Map<String, String> LANGUAGES = Map.ofEntries(
            Map.entry("Arabic", "ar"),
            Map.entry("Chinese", "zh"),
            Map.entry("Czech", "cs"),
            Map.entry("Danish", "da"),
            Map.entry("Dutch", "nl"),
            Map.entry("English", "en"),
            Map.entry("Finnish", "fi"),
            Map.entry("French", "fr"),
            Map.entry("German", "de"),
            Map.entry("Greek", "el"),
            Map.entry("Hindi", "hi"),
            Map.entry("Hungarian", "hu"),
            Map.entry("Indonesian", "id"),
            Map.entry("Italian", "it"),
            Map.entry("Japanese", "ja"),
            Map.entry("Korean", "ko"),
            Map.entry("Malay", "ms"),
            Map.entry("Polish", "pl"),
            Map.entry("Portuguese", "pt"),
            Map.entry("Romanian", "ro"),
            Map.entry("Russian", "ru"),
            Map.entry("Slovak", "sk"),
            Map.entry("Spanish", "es"),
            Map.entry("Swedish", "sv"),
            Map.entry("Thai", "th"),
            Map.entry("Turkish", "tr"),
            Map.entry("Vietnamese", "vi"));

    @Override
    public DatasetDeclaration declaration() {
        return new DatasetDeclaration(
                "twitch-follows",
                "Twitch follows as live rooms",
                List.of(
                        new Meaning(LIVE, InteractionType.FOLLOW, Tasks.CLICK, Float.NEGATIVE_INFINITY),
                        new Meaning(LIVE, InteractionType.FOLLOW, Tasks.FOLLOW, Float.NEGATIVE_INFINITY)));
    }

    @Override
    public List<ScenarioId> scenarios() {
        return List.of(new ScenarioId("live"));
    }

    @Override
    public List<String> sourceFiles() {
        return List.of(NAMES, FACTS, AIR_TIME, FOLLOWS);
    }

    @Override
    public void convert(SourceFolder source, DatasetWriter out) throws IOException {
        Map<String, SourceRow> facts = new HashMap<>();
        source.csv(FACTS, row -> facts.put(row.requiredText("name"), row));
        Map<Integer, float[]> airTimes = airTimes(source);
        Map<Integer, String> names = new TreeMap<>();
        source.csv(NAMES, row -> {
            int streamer = row.id("streamer_idx");
            String name = row.requiredText("name");
            out.write(room(streamer, name, facts, airTimes.get(streamer), source.notes()));
            names.put(streamer, name);
        });
        source.csv(FOLLOWS, row -> {
            int streamer = row.id("streamer_idx");
            if (!names.containsKey(streamer)) {
                throw new OddRowException("streamer_idx " + streamer + " is not in " + NAMES);
            }
            UserId user = new UserId("tw-" + row.id("user_idx"));
            out.write(new Interaction(user, id(streamer), InteractionType.FOLLOW, Optional.empty(), 0, 1, Map.of()));
        });
    }

    private static Map<Integer, float[]> airTimes(SourceFolder source) throws IOException {
        Map<Integer, float[]> airTimes = new HashMap<>();
        source.csv(AIR_TIME, row -> {
            int feature = row.integer("feature_idx", 0, FIRST_GAME + GAMES - 1);
            float share = (float) row.decimal("value", 0, 1);
            // The features before the games say only which streamer it is.
            if (feature >= FIRST_GAME) {
                airTimes.computeIfAbsent(row.id("streamer_idx"), _ -> new float[GAMES])[feature - FIRST_GAME] = share;
            }
        });
        return airTimes;
    }

    private static Item room(
            int streamer, String name, Map<String, SourceRow> facts, float[] airTime, ConversionNotes notes)
            throws IOException {
        Item room = Item.of(id(streamer), name).withAuthor(name);
        if (airTime != null) {
            room = room.withCategories(games(airTime)).withVector(airTime);
        }
        SourceRow row = facts.get(name);
        if (row == null) {
            notes.leaveOut("streamers' facts: their name is not in " + FACTS + "; they are off air");
            return room.withAttributes(Attributes.of(Map.of("on_air", false)));
        }
        return room.withText(row.text("channel_description"))
                .withPublishedAt(row.day("creation_date"))
                .withAttributes(Attributes.of(attributes(row, notes)));
    }

    private static Map<String, Object> attributes(SourceRow row, ConversionNotes notes) throws IOException {
        Map<String, Object> attributes = new HashMap<>();
        for (String column : NUMBERS) {
            attributes.put(column, row.decimal(column, -1e15, 1e15));
        }
        attributes.put("viewers", row.decimal("rec_avg_viewers", 0, 1e9));
        attributes.put("mature", isYes(row, "mature_content"));
        attributes.put("partnered", isYes(row, "partnered"));
        attributes.put("total_activity", row.text("total_activity"));
        String language = LANGUAGES.get(row.text("language"));
        if (language != null) {
            attributes.put("language", language);
        }
        attributes.put("on_air", false);
        try {
            LocalTime start = LocalTime.parse(row.text("stream_start"));
            attributes.put("stream_start", row.text("stream_start"));
            attributes.put("on_air", isOnAir(start, row.decimal("avg_stream_duration", 0, HOURS_A_DAY)));
        } catch (DateTimeParseException e) {
            String start = row.text("stream_start");
            notes.odd(row.file(), row.line(), "stream_start '" + start + "' is not a time; kept, and off air");
        }
        return attributes;
    }

    private static boolean isYes(SourceRow row, String column) throws IOException {
        return switch (row.text(column)) {
            case "Yes" -> true;
            case "No" -> false;
            default -> throw new OddRowException(column + " '" + row.text(column) + "' is neither Yes nor No");
        };
    }

    static boolean isOnAir(LocalTime start, double hours) {
        double hoursSinceStart = SNAPSHOT_HOUR - start.toSecondOfDay() / 3600.0;
        return (hoursSinceStart + HOURS_A_DAY) % HOURS_A_DAY < hours;
    }

    /** The games by air time, most first; the source gives their numbers only. */
    private static String[] games(float[] airTime) {
        return IntStream.range(0, GAMES)
                .filter(game -> airTime[game] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(game -> -airTime[game]))
                .limit(Item.MAX_CATEGORIES)
                .map(game -> "game-" + (FIRST_GAME + game))
                .toArray(String[]::new);
    }

    private static ItemId id(int streamer) {
        return new ItemId(LIVE, Integer.toString(streamer));
    }
}
