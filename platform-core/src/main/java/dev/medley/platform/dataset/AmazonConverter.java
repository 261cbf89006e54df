package dev.medley.platform.dataset;

import dev.medley.platform.world.DatasetDeclaration;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.ScenarioId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.Tasks;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Amazon reviews in two categories with shared users: a review stands for a purchase. The source has numbers only, so
 * titles are made of category and number, and there is no price, no stock and no seller.
 */
final class AmazonConverter implements Converter {
    private static final SurfaceId COMMODITY = new SurfaceId("commodity");

    private static final List<Department> DEPARTMENTS = List.of(
            new Department("cloth_train.tsv", "cloth", "Clothing", "clothing"),
            new Department("sport_train.tsv", "sport", "Sport", "sport"));

    private record Department(String file, String keyPrefix, String title, String category) {}

    @Override
    public DatasetDeclaration declaration() {
        return new DatasetDeclaration(
                "amazon-cloth-sport",
                "Amazon clothing and sport reviews as purchases",
                List.of(
                        new Meaning(COMMODITY, InteractionType.PURCHASE, Tasks.CLICK, Float.NEGATIVE_INFINITY),
                        new Meaning(COMMODITY, InteractionType.PURCHASE, Tasks.PURCHASE, Float.NEGATIVE_INFINITY)),
                DEPARTMENTS.stream()
                        .map(department -> new Domain(
                                department.category(),
                                COMMODITY,
                                0,
                                Domain.ANY_AGE,
                                Optional.of(department.category())))
                        .toList());
    }

    @Override
    public List<ScenarioId> scenarios() {
        return List.of(new ScenarioId("commodity"));
    }

    @Override
    public List<String> sourceFiles() {
        return DEPARTMENTS.stream().map(Department::file).toList();
    }

    @Override
    public void convert(SourceFolder source, DatasetWriter out) throws IOException {
        Set<ItemId> written = new HashSet<>();
        for (Department department : DEPARTMENTS) {
            source.tsv(department.file(), row -> {
                int number = row.id("item");
                // The same number is another item in the other file, and the same person.
                UserId user = new UserId("az-" + row.id("user"));
                ItemId item = new ItemId(COMMODITY, department.keyPrefix() + "-" + number);
                if (written.add(item)) {
                    out.write(Item.of(item, department.title() + " item " + number)
                            .withCategories(department.category()));
                }
                out.write(new Interaction(user, item, InteractionType.PURCHASE, Optional.empty(), 0, 1, Map.of()));
            });
        }
    }
}
