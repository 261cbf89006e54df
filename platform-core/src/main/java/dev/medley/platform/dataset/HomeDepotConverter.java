package dev.medley.platform.dataset;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Form;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Home Depot search relevance: products as search documents, judges' grades as judgments. The products of the pairs
 * without a grade are documents too: a product and its title are no label.
 */
final class HomeDepotConverter implements Converter {
    private static final SurfaceId SEARCH = new SurfaceId("search");
    private static final String JUDGED = "judgments_train.csv";
    private static final String UNJUDGED = "pairs_test.csv";

    /** A grade of 2.5 of 3 or more, the better half, is a yes. */
    private static final float RELEVANT = 0.75f;

    @Override
    public DatasetDeclaration declaration() {
        return new DatasetDeclaration(
                "home-depot-search",
                "Home Depot search relevance",
                List.of(new Meaning(SEARCH, Meaning.JUDGMENT, Tasks.RELEVANCE, RELEVANT, Form.GRADE)));
    }

    @Override
    public List<ScenarioId> scenarios() {
        return List.of(new ScenarioId("search"));
    }

    @Override
    public List<String> sourceFiles() {
        return List.of(JUDGED, UNJUDGED);
    }

    @Override
    public void convert(SourceFolder source, DatasetWriter out) throws IOException {
        Map<ItemId, String> titles = new HashMap<>();
        source.csv(JUDGED, row -> {
            ItemId product = product(row, titles, source.notes(), out);
            float grade = (float) ((row.decimal("relevance", 1, 3) - 1) / 2);
            out.write(new Judgment(row.requiredText("search_term"), product, grade));
        });
        source.csv(UNJUDGED, row -> product(row, titles, source.notes(), out));
    }

    private static ItemId product(SourceRow row, Map<ItemId, String> titles, ConversionNotes notes, DatasetWriter out)
            throws IOException {
        ItemId id = new ItemId(SEARCH, Integer.toString(row.id("product_uid")));
        String title = row.requiredText("product_title");
        String first = titles.get(id);
        if (first == null) {
            out.write(Item.of(id, title));
            titles.put(id, title);
        } else if (!first.equals(title)) {
            notes.odd(row.file(), row.line(), "another title for product " + id.key() + "; the first is kept");
        }
        return id;
    }
}
