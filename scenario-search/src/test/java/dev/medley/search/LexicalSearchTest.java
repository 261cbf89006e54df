package dev.medley.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.search.feature.LexicalFeatureProvider;
import dev.medley.search.feature.SearchFeatures;
import dev.medley.search.index.ItemIndex;
import dev.medley.search.source.CompletionSource;
import dev.medley.search.source.FamiliarSource;
import dev.medley.search.source.LexicalSource;
import dev.medley.search.source.PopularSource;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.UserId;
import dev.medley.spi.request.RankRequest;
import dev.medley.testkit.FakeWorld;
import dev.medley.testkit.RecordingFeatureWriter;
import dev.medley.testkit.TestBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LexicalSearchTest {
    private static final ScenarioId SEARCH = new ScenarioId("search");
    private static final SurfaceId SURFACE = new SurfaceId("search");

    private final FakeWorld world = new FakeWorld();
    private final ItemIndex index = new ItemIndex();

    @BeforeEach
    void fillTheCatalogue() {
        world.items().follow(SURFACE, index);
        put("bracket", "Simpson Strong-Tie 12-Gauge Angle Bracket");
        put("shower", "Delta Shower Head in Chrome");
        put("faucet", "Moen Chrome Faucet with Shower Hose");
        put("paint", "BEHR Deck Over Wood and Concrete Coating");
        world.items()
                .put(Item.of(id("drill"), "Cordless Drill").withAuthor("Ryobi").withText("18 volt, two batteries"));
    }

    @AfterEach
    void closeTheIndex() {
        index.close();
    }

    @Test
    void findsTheWordsInAnyFormAndFieldBestFirst() {
        assertThat(keys(lexical("angle brackets"))).startsWith("bracket");
        assertThat(keys(lexical("ryobi batteries"))).containsExactly("drill");
        assertThat(keys(lexical("ÀNGLE Bracket's"))).startsWith("bracket");
        assertThat(lexical("angle bracket").getFirst().reasons()).isEmpty();
    }

    @Test
    void wordsThatStandTogetherBeatWordsApart() {
        assertThat(keys(lexical("chrome faucet"))).startsWith("faucet");
        assertThat(keys(lexical("shower head"))).startsWith("shower");
    }

    @Test
    void forgivesSpellingAndSaysSo() {
        List<Candidate> found = lexical("angel brackte");

        assertThat(keys(found)).contains("bracket");
        assertThat(reasonsOf(found, "bracket")).singleElement().satisfies(reason -> {
            assertThat(reason.code().value()).isEqualTo("SPELLING_FORGIVEN");
            assertThat(reason.detail()).contains("angel", "brackte");
        });
    }

    @Test
    void leavesWordsOutAndSaysSo() {
        List<Candidate> found = lexical("chrome drill bicycle");

        assertThat(keys(found)).contains("drill", "shower");
        assertThat(reasonsOf(found, "drill")).containsExactly(Reason.of("WORDS_OPTIONAL", "bicycle not found"));
        assertThat(reasonsOf(lexical("chrome drill"), "drill"))
                .containsExactly(Reason.of("WORDS_OPTIONAL", "not all words of the query are found"));
    }

    @Test
    void strictMatchesStandBeforeRelaxedOnes() {
        List<Candidate> found = lexical("chrome shower");

        assertThat(keys(found).subList(0, 2)).containsExactlyInAnyOrder("shower", "faucet");
        assertThat(found.getFirst().reasons()).isEmpty();
    }

    @Test
    void completesTheLastWord() {
        CompletionSource source = new CompletionSource(index, SURFACE, 10);

        assertThat(keys(source.fetch(request("cordless dri")))).containsExactly("drill");
        assertThat(source.fetch(request("cordless dri")).getFirst().reasons())
                .containsExactly(Reason.of("WORD_COMPLETED"));
        assertThat(keys(source.fetch(request("shower dri")))).isEmpty();
    }

    @Test
    void findsWhatTheUserKnows() {
        UserId user = new UserId("ada");
        world.interactions().add(user, id("paint"), InteractionType.CLICK, world.now());
        world.interactions().add(user, id("drill"), InteractionType.CLICK, world.now());
        RankRequest request = world.request(SEARCH, user).query("deck paint").build();

        List<Candidate> found = new FamiliarSource(index, SURFACE, 10).fetch(request);
        assertThat(keys(found)).containsExactly("paint");
        assertThat(found.getFirst().reasons()).containsExactly(Reason.of("OPENED_BEFORE"));
    }

    @Test
    void answersWithPopularItemsWhenNothingMatchesAndSaysSo() {
        assertThat(lexical("zzzzqqq xxyyzz")).isEmpty();
        List<Candidate> popular = new PopularSource(world.counters(), index, SURFACE, 3).fetch(request("zzzzqqq"));

        assertThat(popular).hasSize(3);
        assertThat(popular)
                .allSatisfy(candidate -> assertThat(candidate.reasons())
                        .extracting(reason -> reason.code().value())
                        .containsExactly("QUERY_DROPPED"));
    }

    @Test
    void queriesOfOddCharactersFindNothingAndDoNotThrow() {
        for (String query :
                List.of("!!!", "\"", "AND OR NOT", "a:b^2~", "*", "?", "(", "日本語", "\uD83D\uDE00", "a".repeat(500))) {
            assertThat(lexical(query)).isNotNull();
            assertThat(new CompletionSource(index, SURFACE, 10).fetch(request(query)))
                    .isNotNull();
        }
    }

    @Test
    void seesChangesAtOnceAndSoonScoresAsIfTheOldHadNeverBeen() throws InterruptedException {
        put("lamp", "Desk Lamp");
        float fresh = lexical("lamp").getFirst().score();
        for (int i = 0; i < 20; i++) {
            put("lamp", "Table " + i);
        }
        assertThat(keys(lexical("lamp"))).isEmpty();
        put("lamp", "Desk Lamp");

        assertThat(keys(lexical("lamp"))).containsExactly("lamp");
        for (int i = 0; i < 200 && lexical("lamp").getFirst().score() != fresh; i++) {
            Thread.sleep(50);
        }
        assertThat(lexical("lamp").getFirst().score()).isEqualTo(fresh);
        world.items().remove(id("lamp"));
        assertThat(lexical("lamp")).isEmpty();
    }

    @Test
    void measuresTheCallersCandidatesByTheSameRule() {
        TestBatch batch = TestBatch.of(Item.of(id("shower"), ""), Item.of(id("faucet"), ""), Item.of(id("drill"), ""));
        RecordingFeatureWriter writer = new RecordingFeatureWriter(
                3, SearchFeatures.SCHEMA.features().stream().collect(java.util.stream.Collectors.toSet()));
        new LexicalFeatureProvider(index).provide(request("chrome faucet"), batch, writer);

        assertThat(writer.floats(SearchFeatures.MATCH).get(1)).isEqualTo(1);
        assertThat(writer.floats(SearchFeatures.MATCH).get(0)).isBetween(0.01f, 0.99f);
        assertThat(writer.floats(SearchFeatures.COVERAGE).get(0)).isEqualTo(0.5f);
        assertThat(writer.floats(SearchFeatures.COVERAGE).get(1)).isEqualTo(1);
        assertThat(writer.floats(SearchFeatures.COVERAGE).get(2)).isZero();
    }

    private List<Candidate> lexical(String query) {
        return new LexicalSource(index, SURFACE, 50, 10).fetch(request(query));
    }

    private RankRequest request(String query) {
        return world.request(SEARCH).query(query).build();
    }

    private void put(String key, String title) {
        world.items().put(Item.of(id(key), title));
    }

    private static ItemId id(String key) {
        return new ItemId(SURFACE, key);
    }

    private static List<String> keys(List<Candidate> candidates) {
        List<String> keys = new ArrayList<>();
        candidates.forEach(candidate -> keys.add(candidate.item().key()));
        return keys;
    }

    private static List<Reason> reasonsOf(List<Candidate> candidates, String key) {
        return candidates.stream()
                .filter(candidate -> candidate.item().key().equals(key))
                .findFirst()
                .orElseThrow()
                .reasons();
    }
}
