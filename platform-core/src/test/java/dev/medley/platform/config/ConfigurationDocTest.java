package dev.medley.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medley.spi.config.ConfigProperty;
import dev.medley.spi.config.ConfigSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The manual says of each property of the platform's what the property says of itself. */
class ConfigurationDocTest {
    @Test
    void theTablesAreTheSchemas() throws Exception {
        Set<String> rows = new LinkedHashSet<>();
        ScenarioSlate.schema(ConfigSchema.empty()).properties().forEach(property -> rows.add(row(property)));
        PageSlate.SCHEMA.properties().forEach(property -> rows.add(row(property)));

        List<String> manual = Files.readAllLines(Path.of("..", "docs", "configuration.md")).stream()
                .filter(line -> line.startsWith("| `" + SlateSettings.PREFIX))
                .toList();
        assertThat(manual).containsExactlyElementsOf(rows);
    }

    private static String row(ConfigProperty<?> property) {
        return "| `" + property.key() + "` | " + property.allowed() + " | " + property.defaultValue() + " | "
                + property.description() + " |";
    }
}
