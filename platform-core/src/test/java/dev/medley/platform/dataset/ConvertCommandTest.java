package dev.medley.platform.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files in the forms of the originals, odd rows among them. */
class ConvertCommandTest {
    private static final String FACTS_HEADER =
            "name,rec_hours_streamed,rec_avg_viewers,rec_peak_viewers,rec_hours_watched,"
                    + "rec_followers_gained,rec_followers_per_hour,rec_views_gained,rec_number_of_streams,total_hours_streamed,"
                    + "career_peak_viewers,total_followers,total_views,ranking,language,creation_date,partnered,mature_content,"
                    + "channel_description,avg_games_streamed,avg_views_gained,avg_followers_gained,avg_stream_duration,"
                    + "active_days_per_week,unique_games_played,stream_start,total_activity\n";

    @TempDir
    Path temporary;

    private Path source;
    private Path target;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void folders() throws IOException {
        source = Files.createDirectory(temporary.resolve("source"));
        target = temporary.resolve("made").resolve("here");
    }

    @Test
    void convertsMovielens() throws IOException {
        write("movies.dat", StandardCharsets.ISO_8859_1, """
                1::Misérables, Les (1995)::Drama|Musical
                2::Associate, The (L'Associé)(1982)::Comedy
                3::Without a Year::Drama
                4::Too few
                """);
        write("users.dat", StandardCharsets.UTF_8, """
                1::F::1::10::48067
                2::M::56::16::98107-2117
                3::M::33::16::70072
                """);
        write("sequences.tsv", StandardCharsets.UTF_8, "user_id\tmovie_ids\n1\t3,1\n2\t2,x\n");
        write("ratings_train.tsv", StandardCharsets.UTF_8, """
                user_id\tmovie_id\trating
                1\t1\t5
                1\t3\t4
                1\t2\t3
                1\t99\t3
                1\t1\t6
                """);
        assertThat(convert("movielens-1m")).isEqualTo(ConvertCommand.DONE);
        assertThat(lines(DatasetFile.ITEMS))
                .containsExactly(
                        "{\"surface\":\"video\",\"item\":\"1\",\"title\":\"Misérables, Les\",\"categories\":[\"Drama\",\"Musical\"],"
                                + "\"publishedAt\":\"1995-01-01T00:00:00Z\",\"attributes\":{\"year\":1995}}",
                        "{\"surface\":\"video\",\"item\":\"2\",\"title\":\"Associate, The (L'Associé)\",\"categories\":[\"Comedy\"],"
                                + "\"publishedAt\":\"1982-01-01T00:00:00Z\",\"attributes\":{\"year\":1982}}",
                        "{\"surface\":\"video\",\"item\":\"3\",\"title\":\"Without a Year\",\"categories\":[\"Drama\"]}");
        assertThat(lines(DatasetFile.USERS))
                .containsExactly(
                        "{\"user\":\"ml-1\",\"age\":17,\"gender\":\"F\",\"attributes\":{\"age_code\":1,"
                                + "\"occupation\":\"K-12 student\",\"zip_code\":\"48067\"}}",
                        "{\"user\":\"ml-2\",\"age\":56,\"gender\":\"M\",\"attributes\":{\"age_code\":56,"
                                + "\"occupation\":\"self-employed\",\"zip_code\":\"98107-2117\"}}");
        assertThat(lines(DatasetFile.INTERACTIONS))
                .containsExactly(
                        "{\"user\":\"ml-1\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"rate\",\"order\":2,\"value\":5.0}",
                        "{\"user\":\"ml-1\",\"surface\":\"video\",\"item\":\"3\",\"type\":\"rate\",\"order\":1,\"value\":4.0}");
        assertThat(text(out))
                .contains("left out: 1 ratings of films that are not in the user's sequence", "odd rows: 6");
        assertThat(text(err))
                .contains(
                        "movies.dat line 3: no year",
                        "movies.dat line 4: 2 cells where 3 are expected",
                        "users.dat line 3: Age 33",
                        "sequences.tsv line 3: movie_ids has 'x'",
                        "ratings_train.tsv line 5: movie_id 99 is not in movies.dat",
                        "ratings_train.tsv line 6: rating '6'");
        assertReadable();
        assertThat(target.resolve(DatasetFolder.VALIDATION)).doesNotExist();
        assertThat(DatasetFolder.open(target).declaration().domains())
                .extracting(Domain::name, Domain::ageFrom, Domain::ageBelow)
                .containsExactly(
                        tuple("video-under-25", 0, 25),
                        tuple("video-25-to-34", 25, 35),
                        tuple("video-35-and-over", 35, Domain.ANY_AGE));
    }

    @Test
    void keepsTheValidationRatingsOfMovielensApart() throws IOException {
        write("movies.dat", StandardCharsets.ISO_8859_1, "1::One (1995)::Drama\n2::Two (1996)::Drama\n");
        write("users.dat", StandardCharsets.UTF_8, "1::F::25::10::48067\n");
        write("sequences.tsv", StandardCharsets.UTF_8, "user_id\tmovie_ids\n1\t2\n");
        write("ratings_train.tsv", StandardCharsets.UTF_8, "user_id\tmovie_id\trating\n1\t2\t5\n");
        write("ratings_val.tsv", StandardCharsets.UTF_8, "user_id\tmovie_id\trating\n1\t1\t3\n1\t9\t3\n1\t1\t0\n");
        assertThat(convert("movielens-1m")).isEqualTo(ConvertCommand.DONE);
        assertThat(lines(DatasetFile.INTERACTIONS))
                .containsExactly(
                        "{\"user\":\"ml-1\",\"surface\":\"video\",\"item\":\"2\",\"type\":\"rate\",\"order\":1,\"value\":5.0}");
        assertThat(Files.readAllLines(
                        target.resolve(DatasetFolder.VALIDATION).resolve(DatasetFile.INTERACTIONS.fileName())))
                .containsExactly(
                        "{\"user\":\"ml-1\",\"surface\":\"video\",\"item\":\"1\",\"type\":\"rate\",\"order\":2,\"value\":3.0}");
        assertThat(text(err))
                .contains(
                        "ratings_val.tsv line 3: movie_id 9 is not in movies.dat",
                        "ratings_val.tsv line 4: rating '0'");
        assertReadable();
    }

    @Test
    void convertsTwitch() throws IOException {
        write(
                "streamers.csv",
                StandardCharsets.UTF_8,
                "streamer_idx,name\n0,Anna\n1,\"B, the \"\"best\"\"\"\n2,Unknown\n3,Odd\n");
        write(
                "streamer_info.csv",
                StandardCharsets.UTF_8,
                "\uFEFF" + FACTS_HEADER
                        + facts(
                                "Anna",
                                "English",
                                "2013-12-16",
                                "Yes",
                                "No",
                                "\"Two\nlines, \"\"quoted\"\"\"",
                                "2.5",
                                "18:00")
                        + facts(
                                "\"B, the \"\"best\"\"\"",
                                "Unknown",
                                "2015-01-01",
                                "No",
                                "Yes",
                                "",
                                "6.0",
                                "Invalid date")
                        + facts("Odd", "French", "someday", "No", "No", "", "6.0", "19:00"));
        write(
                "streamer_game_airtime.csv",
                StandardCharsets.UTF_8,
                "streamer_idx,feature_idx,value\n0,0,1\n0,1904,0.25\n0,1953,0.75\n0,1954,0.5\n");
        write("follows_train.csv", StandardCharsets.UTF_8, "user_idx,streamer_idx\n5,0\n5,1\n6,9\n6\n");
        assertThat(convert("twitch-follows")).isEqualTo(ConvertCommand.DONE);
        List<String> items = lines(DatasetFile.ITEMS);
        assertThat(items).hasSize(3);
        assertThat(items.get(0))
                .contains("\"title\":\"Anna\"", "\"text\":\"Two\\nlines, \\\"quoted\\\"\"", "\"author\":\"Anna\"")
                .contains("\"categories\":[\"game-1953\",\"game-1904\"]", "\"publishedAt\":\"2013-12-16T00:00:00Z\"")
                .contains("\"on_air\":true", "\"viewers\":877", "\"mature\":false", "\"language\":\"en\"")
                .contains("\"vector\":[0.25,0.0,", ",0.75]");
        assertThat(items.get(1))
                .contains("\"title\":\"B, the \\\"best\\\"\"", "\"on_air\":false", "\"mature\":true")
                .doesNotContain("language", "vector", "categories", "stream_start");
        assertThat(items.get(2)).contains("\"title\":\"Unknown\"", "\"attributes\":{\"on_air\":false}");
        assertThat(lines(DatasetFile.INTERACTIONS))
                .containsExactly(
                        "{\"user\":\"tw-5\",\"surface\":\"live\",\"item\":\"0\",\"type\":\"follow\",\"order\":0}",
                        "{\"user\":\"tw-5\",\"surface\":\"live\",\"item\":\"1\",\"type\":\"follow\",\"order\":0}");
        assertThat(text(err))
                .contains(
                        "streamer_info.csv line 4: stream_start 'Invalid date'",
                        "streamers.csv line 5: creation_date 'someday'",
                        "streamer_game_airtime.csv line 5: feature_idx '1954'",
                        "follows_train.csv line 4: streamer_idx 9",
                        "follows_train.csv line 5: 1 cells where 2 are expected");
        assertReadable();
    }

    @ParameterizedTest
    @CsvSource({
        "18:00,2.5,true",
        "18:00,2.0,false",
        "23:30,20.4,false",
        "23:30,20.6,true",
        "20:00,0.1,true",
        "20:01,23.9,false"
    })
    void derivesWhoIsOnAir(LocalTime start, double hours, boolean onAir) {
        assertThat(TwitchConverter.isOnAir(start, hours)).isEqualTo(onAir);
    }

    @Test
    void convertsHomeDepot() throws IOException {
        write("judgments_train.csv", StandardCharsets.UTF_8, """
                id,product_uid,product_title,search_term,relevance
                3,100001,"Angle, 12""\nGauge",l bracket,2.5
                9,100001,Another title,angle,1.0
                10,100002,Deck,deck over,3.01
                11,100003,Tank 30å¡,tank,2.33
                """);
        write("pairs_test.csv", StandardCharsets.UTF_8, """
                id,product_uid,product_title,search_term
                2,100004,Only here,angle bracket
                4,x,Bad id,angle bracket
                """);
        assertThat(convert("home-depot-search")).isEqualTo(ConvertCommand.DONE);
        assertThat(lines(DatasetFile.ITEMS))
                .containsExactly(
                        "{\"surface\":\"search\",\"item\":\"100001\",\"title\":\"Angle, 12\\\"\\nGauge\"}",
                        "{\"surface\":\"search\",\"item\":\"100002\",\"title\":\"Deck\"}",
                        "{\"surface\":\"search\",\"item\":\"100003\",\"title\":\"Tank 30å¡\"}",
                        "{\"surface\":\"search\",\"item\":\"100004\",\"title\":\"Only here\"}");
        assertThat(lines(DatasetFile.JUDGMENTS))
                .containsExactly(
                        "{\"query\":\"l bracket\",\"surface\":\"search\",\"item\":\"100001\",\"grade\":0.75}",
                        "{\"query\":\"angle\",\"surface\":\"search\",\"item\":\"100001\",\"grade\":0.0}",
                        "{\"query\":\"tank\",\"surface\":\"search\",\"item\":\"100003\",\"grade\":0.665}");
        assertThat(text(err))
                .contains(
                        "line 4: another title for product 100001",
                        "line 5: relevance '3.01'",
                        "pairs_test.csv line 3: product_uid 'x'");
        assertReadable();
        assertThat(DatasetFolder.open(target).declaration().meanings())
                .extracting(Meaning::form)
                .containsExactly(Form.GRADE);
    }

    @Test
    void convertsAmazon() throws IOException {
        write("cloth_train.tsv", StandardCharsets.UTF_8, "user\titem\n0\t3959\n1\t3959\n-1\t5\n");
        write("sport_train.tsv", StandardCharsets.UTF_8, "user\titem\n0\t3959\n0\n");
        assertThat(convert("amazon-cloth-sport")).isEqualTo(ConvertCommand.DONE);
        assertThat(lines(DatasetFile.ITEMS))
                .containsExactly(
                        "{\"surface\":\"commodity\",\"item\":\"cloth-3959\",\"title\":\"Clothing item 3959\",\"categories\":[\"clothing\"]}",
                        "{\"surface\":\"commodity\",\"item\":\"sport-3959\",\"title\":\"Sport item 3959\",\"categories\":[\"sport\"]}");
        assertThat(lines(DatasetFile.INTERACTIONS)).hasSize(3).allMatch(line -> line.contains("\"type\":\"purchase\""));
        assertThat(text(out)).contains("odd rows: 2");
        assertReadable();
        assertThat(DatasetFolder.open(target).declaration().domains())
                .extracting(Domain::name, domain -> domain.category().orElseThrow())
                .containsExactly(tuple("clothing", "clothing"), tuple("sport", "sport"));
    }

    @Test
    void goesOnAfterACellThatIsNotQuotedAsItShouldBe() throws IOException {
        write(
                "judgments_train.csv",
                StandardCharsets.UTF_8,
                "id,product_uid,product_title,search_term,relevance\n1,1,\"One\" x,q,3\n2,2,Two,q,3\n3,3,\"Never closed,q,3\n");
        write("pairs_test.csv", StandardCharsets.UTF_8, "id,product_uid,product_title,search_term\n");
        assertThat(convert("home-depot-search")).isEqualTo(ConvertCommand.DONE);
        assertThat(text(err)).contains("line 2: ", "line 4: ");
        assertThat(lines(DatasetFile.ITEMS)).anyMatch(line -> line.contains("Two"));
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        assertFails("three arguments are needed", "movielens-1m");
        assertFails(
                "did you mean 'movielens-1m'? NAME is one of movielens-1m, twitch-follows, home-depot-search,"
                        + " amazon-cloth-sport",
                "movielens1m",
                source.toString(),
                target.toString());
        assertFails("lacks movies.dat", "movielens-1m", source.toString(), target.toString());
        write("cloth_train.tsv", StandardCharsets.UTF_8, "user\titem\n");
        write("sport_train.tsv", StandardCharsets.UTF_8, "person\titem\n1\t2\n");
        assertFails("sport_train.tsv has no column 'user'", "amazon-cloth-sport", source.toString(), target.toString());
        assertFails("is not empty", "amazon-cloth-sport", source.toString(), source.toString());
        assertFails(
                "is a file",
                "amazon-cloth-sport",
                source.toString(),
                source.resolve("cloth_train.tsv").toString());
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        write("cloth_train.tsv", StandardCharsets.UTF_8, "user\titem\n1\t2\n");
        write("sport_train.tsv", StandardCharsets.UTF_8, "");
        assertThat(convert("amazon-cloth-sport")).isEqualTo(ConvertCommand.FAILED);
        assertThat(target.getParent()).isEmptyDirectory();
    }

    @Test
    void takesAFolderThatIsThereAndEmpty() throws IOException {
        Files.createDirectories(target);
        write("cloth_train.tsv", StandardCharsets.UTF_8, "user\titem\n1\t2\n");
        write("sport_train.tsv", StandardCharsets.UTF_8, "user\titem\n1\t2\n");
        assertThat(convert("amazon-cloth-sport")).isEqualTo(ConvertCommand.DONE);
        try (Stream<Path> beside = Files.list(target.getParent())) {
            assertThat(beside).containsExactly(target);
        }
    }

    private static String facts(
            String name,
            String language,
            String created,
            String partnered,
            String mature,
            String description,
            String hours,
            String start) {
        return String.join(
                ",",
                name,
                "755,877,2072,662237,22728,30.1,1785987,178,5122,11193,376474,17795300,1988",
                language,
                created,
                partnered,
                mature,
                description,
                "1.1,14600,307",
                hours,
                "4.6,18",
                start,
                "953 of 1448 days\n");
    }

    private int convert(String name) {
        return run(name, source.toString(), target.toString());
    }

    private void assertFails(String saying, String... args) {
        err.reset();
        assertThat(run(args)).isEqualTo(ConvertCommand.FAILED);
        assertThat(text(err)).startsWith("convert: ").contains(saying);
    }

    private int run(String... args) {
        return ConvertCommand.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private void write(String file, Charset charset, String text) throws IOException {
        Files.writeString(source.resolve(file), text, charset);
    }

    private List<String> lines(DatasetFile file) throws IOException {
        return Files.readAllLines(target.resolve(file.fileName()));
    }

    /** Whatever was converted can be imported. */
    private void assertReadable() throws IOException {
        DatasetFolder made = DatasetFolder.open(target);
        assertThat(made.declaration().meanings()).isNotEmpty();
        for (DatasetFile file : made.files()) {
            try (DatasetLines lines = made.read(file)) {
                for (Optional<DatasetLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                    assertThat(line.get()).isInstanceOf(DatasetLine.Accepted.class);
                }
            }
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
