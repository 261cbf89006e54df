package dev.medley.spi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigSchemaTest {
    private static final IntProperty CAP = new IntProperty("max-per-host", 2, 1, 50, "rooms of one host");
    private static final DoubleProperty WEIGHT = new DoubleProperty("follow-weight", 1.5, 0, 10, "worth of a follow");
    private static final BooleanProperty SWITCH = new BooleanProperty("explore", true, "whether to explore");
    private static final ChoiceProperty MODE = new ChoiceProperty("mode", "calm", List.of("calm", "wild"), "how");
    private static final TextListProperty WORDS = new TextListProperty("words", List.of("a"), 2, "words");
    private static final ConfigSchema SCHEMA = ConfigSchema.of(CAP, WEIGHT, SWITCH, MODE, WORDS);

    @Test
    void whatADocumentDoesNotNameHasItsDefault() {
        ScenarioConfig config = SCHEMA.parse(Map.of("max-per-host", 3, "words", List.of()));

        assertThat(config.get(CAP)).isEqualTo(3);
        assertThat(config.get(WORDS)).isEmpty();
        assertThat(config.get(WEIGHT)).isEqualTo(1.5);
        assertThat(config.get(SWITCH)).isTrue();
        assertThat(config.get(MODE)).isEqualTo("calm");
        assertThat(config.asMap().keySet())
                .containsExactly("explore", "follow-weight", "max-per-host", "mode", "words");
        assertThat(SCHEMA.properties()).containsExactly(CAP, WEIGHT, SWITCH, MODE, WORDS);
    }

    @Test
    void numbersAreTakenAsAnyReaderGivesThem() {
        assertThat(SCHEMA.parse(Map.of("max-per-host", 3.0, "follow-weight", 2)).asMap())
                .containsEntry("max-per-host", 3)
                .containsEntry("follow-weight", 2.0);
        assertThat(SCHEMA.parse(Map.of("max-per-host", 50L)).get(CAP)).isEqualTo(50);
    }

    @Test
    void aDocumentIsRefusedWithAllItsProblems() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("max-per-host", 2.5);
        document.put("follow-weight", Double.NaN);
        document.put("explore", "yes");
        document.put("mode", null);
        document.put("words", List.of("a", 1));
        document.put("nonsense", 1);

        InvalidConfigException refused =
                catchThrowableOfType(InvalidConfigException.class, () -> SCHEMA.parse(document));

        assertThat(refused.problems())
                .containsExactly(
                        "max-per-host: '2.5' is not allowed; a whole number from 1 to 50 is",
                        "follow-weight: 'NaN' is not allowed; a number from 0.0 to 10.0 is",
                        "explore: 'yes' is not allowed; true or false is",
                        "mode: 'null' is not allowed; one of calm, wild is",
                        "words: '[a, 1]' is not allowed; a list of at most 2 texts is",
                        "nonsense: no such property; there are max-per-host, follow-weight, explore, mode, words");
        assertThat(refused).hasMessageContaining("; explore: ");
    }

    @Test
    void boundsBelongToWhatTheyBound() {
        assertThat(CAP.parse(1)).isEqualTo(1);
        assertThat(CAP.parse(50)).isEqualTo(50);
        for (Object refused : List.of(0, 51, Long.MAX_VALUE, Double.POSITIVE_INFINITY, "3", true)) {
            assertThatIllegalArgumentException().isThrownBy(() -> CAP.parse(refused));
        }
    }

    @Test
    void aMistakenDeclarationIsToldAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntProperty("cap", 0, 1, 5, ""))
                .withMessageContaining("default 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DoubleProperty("weight", Double.NaN, 0, 1, ""))
                .withMessageContaining("default NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChoiceProperty("mode", "x", List.of("a"), ""))
                .withMessageContaining("'x' is not one of [a]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextListProperty("words", List.of("a", "b"), 1, ""))
                .withMessageContaining("more than 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BooleanProperty("notKebab", true, ""))
                .withMessageContaining("'notKebab'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigSchema.of(CAP, CAP))
                .withMessageContaining("'max-per-host' is declared twice");
    }

    @Test
    void aPropertyOfAnotherSchemaIsAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigSchema.empty().defaults().get(CAP))
                .withMessageContaining("max-per-host is not in this scenario's configuration schema");
    }
}
