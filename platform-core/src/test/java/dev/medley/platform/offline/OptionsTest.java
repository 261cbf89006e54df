package dev.medley.platform.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void bothFormsAreRead() throws UsageException {
        Options options =
                parse("--data", "a b", "--seed=7", "--data=c=d", "--share", "0.25", "--tasks", "x,y", "--tasks=z");
        assertThat(options.all("data")).containsExactly("a b", "c=d");
        assertThat(options.whole("seed", 1, 0, 10)).isEqualTo(7);
        assertThat(options.number("share", 1, 0, 1)).isEqualTo(0.25);
        assertThat(options.list("tasks")).containsExactly("x", "y", "z");
        assertThat(options.path("out")).isEmpty();
        assertThat(parse("--out", "x").path("out")).contains(Path.of("x"));
        assertThat(options.whole("epochs", 3, 0, 10)).isEqualTo(3);
        assertThat(options.choice("split", "order", "order", "random")).isEqualTo("order");
        assertThat(parse("--seed", "-5").whole("seed", 0, -10, 10)).isEqualTo(-5);
    }

    @Test
    void refusalsSayWhatIsAllowed() throws UsageException {
        refuses(() -> parse("--date", "x"), "'--date' is not an option of train; valid: --data, --seed");
        refuses(() -> parse("data"), "'data' is not an option of train");
        refuses(() -> parse("--data"), "option --data needs a value");
        refuses(() -> parse().required("out"), "train needs --out");
        refuses(() -> parse("--out=a", "--out=b").text("out"), "option --out is given 2 times; once is allowed");
        for (String seed : List.of("x", "11", "-1", "1.5", "")) {
            refuses(
                    () -> parse("--seed=" + seed).whole("seed", 1, 0, 10),
                    "--seed '" + seed + "' is not allowed; a whole number from 0 to 10");
        }
        for (String share : List.of("x", "1.1", "NaN", "")) {
            refuses(
                    () -> parse("--share=" + share).number("share", 1, 0, 1),
                    "--share '" + share + "' is not allowed; a number from 0.0 to 1.0");
        }
        refuses(
                () -> parse("--split", "no").choice("split", "order", "order", "random"),
                "--split 'no' is not allowed; order, random are");
    }

    @Test
    void aSplitIsReadAsItIsWritten() {
        SplitChoice choice = new SplitChoice(SplitChoice.ORDER, 0.1, -3);
        assertThat(SplitChoice.parse(choice.toString())).isEqualTo(choice);
    }

    private static void refuses(ThrowingCallable call, String saying) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(call).withMessageContaining(saying);
    }

    private static Options parse(String... words) throws UsageException {
        return Options.parse("train", words, List.of("data", "seed", "share", "tasks", "out", "epochs", "split"));
    }
}
