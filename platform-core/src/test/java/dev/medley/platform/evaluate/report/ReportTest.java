package dev.medley.platform.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.medley.platform.codec.JsonReport;
import dev.medley.platform.evaluate.Cost;
import dev.medley.platform.evaluate.EvaluationResult;
import dev.medley.platform.evaluate.Figure;
import dev.medley.platform.evaluate.PairedDifference;
import dev.medley.platform.evaluate.ReliabilityPoint;
import dev.medley.platform.evaluate.RocPoint;
import dev.medley.platform.evaluate.TaskResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {
    private static final String NASTY = "<script>alert(\"a & 'b'\")</script>";

    /** Parses it as XML: fails if an element is not closed or a character is not escaped. */
    private static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document page, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = page.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static List<String> texts(Document page, String name) {
        return elements(page, name).stream().map(Element::getTextContent).toList();
    }

    private static String text(EvaluationReport report) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TextReport.print(report, new PrintStream(bytes, false, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static EvaluationResult result(String model, boolean baseline, double auc, Double logloss, Cost cost) {
        Map<Figure, Double> figures = logloss == null
                ? Map.of(Figure.AUC, auc)
                : Map.of(Figure.AUC, auc, Figure.LOGLOSS, logloss, Figure.PREDICTED_OVER_OBSERVED, 1.25);
        List<ReliabilityPoint> reliability = logloss == null
                ? List.of()
                : List.of(new ReliabilityPoint(0.01, 0.02, 50, 0.005, 0.06), new ReliabilityPoint(0.2, 0.1, 50, 0, 1));
        return new EvaluationResult(
                model,
                "test",
                baseline,
                List.of(new TaskResult(
                        "video",
                        "like",
                        1_234_567,
                        1_000.5,
                        figures,
                        List.of(new RocPoint(0, 0), new RocPoint(0.25, 0.75), new RocPoint(1, 1)),
                        reliability)),
                cost);
    }

    private static EvaluationReport small() {
        return new EvaluationReport(
                "A title",
                "sha256:12",
                "medley evaluate",
                List.of(
                        result("popularity", true, 0.61237, null, new Cost(0, 0, 1)),
                        result("first", false, 0.71231, 0.51234, new Cost(10_000, 2_000, 300)),
                        result("second", false, 0.71229, 0.61234, null)),
                List.of(
                        new ModelDifference(
                                "test",
                                "first",
                                "second",
                                "video",
                                "like",
                                Figure.AUC,
                                new PairedDifference(3, 0.0321, 0.0123, 0.0519, 3, 0, 0.01, 0.25)),
                        new ModelDifference(
                                "test",
                                "second",
                                "first",
                                "video",
                                "like",
                                Figure.AUC,
                                new PairedDifference(3, -0.0021, -0.0523, 0.0481, 1, 2, 0.9, 1))));
    }

    @Test
    void thePageIsWellFormedAndHasEveryNumber() throws Exception {
        EvaluationReport report = ExampleReports.generated();
        String html = HtmlReport.of(report);
        Document page = parse(html);
        List<String> cells = texts(page, "td");
        for (EvaluationResult result : report.results()) {
            for (TaskResult task : result.tasks()) {
                for (Map.Entry<Figure, Double> entry : task.figures().entrySet()) {
                    assertThat(cells)
                            .as("%s of %s", entry.getKey(), result.model())
                            .contains(decimals(entry.getValue()));
                }
                assertThat(cells).contains(String.format(Locale.ROOT, "%,d", task.rows()));
                assertThat(cells).contains(String.format(Locale.ROOT, "%,d", (long) task.positives()));
                for (ReliabilityPoint point : task.reliability()) {
                    assertThat(html).contains(decimals(point.predicted()) + ", observed " + decimals(point.observed()));
                }
            }
            if (result.cost() != null) {
                assertThat(cells)
                        .contains(
                                String.format(Locale.ROOT, "%,d", result.cost().pair()));
            }
        }
        String everything = page.getDocumentElement().getTextContent();
        for (ModelDifference difference : report.differences()) {
            for (double number : new double[] {
                difference.difference().mean(),
                difference.difference().low(),
                difference.difference().high()
            }) {
                assertThat(everything).contains(String.format(Locale.ROOT, "%+.4f", number));
            }
        }
        assertThat(everything).contains(report.fingerprint(), report.commandLine(), report.title());
        // Nothing is fetched.
        assertThat(html).doesNotContain("<script", "<link", "<img", "url(", "@import", "src=");
        assertThat(html.replace("http://www.w3.org/1999/xhtml", "")).doesNotContain("http:", "https:");
    }

    @Test
    void thereIsAChartOfEachKindForEachTask() throws Exception {
        EvaluationReport report = ExampleReports.generated();
        Document page = parse(HtmlReport.of(report));
        // Two splits of four tasks, of which click is pooled as well.
        List<String> charts = elements(page, "svg").stream()
                .map(svg -> svg.getAttribute("aria-label"))
                .filter(label -> !label.isEmpty())
                .toList();
        assertThat(charts).hasSize(2 * 5 * 2).contains("Reliability of video · like");
        for (Element line : elements(page, "polyline")) {
            for (String point : line.getAttribute("points").split(" ")) {
                assertThat(Double.parseDouble(point.split(",")[0])).isBetween(0.0, 320.0);
                assertThat(Double.parseDouble(point.split(",")[1])).isBetween(0.0, 310.0);
            }
        }
    }

    @Test
    void aPointIsDrawnWhereItLies() throws Exception {
        Document page = parse(HtmlReport.of(small()));
        // From 46 to 306 across and from 268 up to 8.
        assertThat(elements(page, "polyline").getFirst().getAttribute("points")).isEqualTo("46,268 111,73 306,8");
        List<String> marks = elements(page, "text").stream()
                .filter(text -> text.getAttribute("class").equals("mark"))
                .map(Element::getTextContent)
                .toList();
        assertThat(marks).contains("0", "0.2", "1.0").contains("0.05", "0.15");
    }

    @Test
    void theBestIsBoldAsFarAsDecimalsTell() throws Exception {
        Document page = parse(HtmlReport.of(small()));
        // Both models' AUC reads 0.7123; logloss has one best; the ratio is the same for both.
        assertThat(texts(page, "strong").stream().distinct()).containsExactly("0.7123", "0.5123", "1.2500");
        assertThat(texts(page, "strong").stream().filter("0.7123"::equals)).hasSize(2 * 3);
        List<String> heads = texts(page, "thead").stream().distinct().toList();
        assertThat(heads).contains("Figurefirstsecondpopularity");
    }

    @Test
    void anIntervalThatLeavesZeroIsMarked() throws Exception {
        Document page = parse(HtmlReport.of(small()));
        assertThat(elements(page, "circle").stream()
                        .map(circle -> circle.getAttribute("class"))
                        .filter(style -> style.startsWith("mean")))
                .containsExactly("mean better", "mean level");
        PairedDifference higher = new PairedDifference(3, 0.5, 0.4, 0.6, 3, 0, 0.01, 0.25);
        assertThat(new ModelDifference("test", "a", "b", "s", "t", Figure.LOGLOSS, higher).isClearlyWorse())
                .isTrue();
        assertThat(new ModelDifference("test", "a", "b", "s", "t", Figure.PREDICTED_OVER_OBSERVED, higher)
                        .isClearlyBetter())
                .isFalse();
    }

    @Test
    void everyTextIsEscaped() throws Exception {
        PairedDifference difference = PairedDifference.of(new double[] {1, 2}, new double[] {2, 1});
        TaskResult task = new TaskResult(
                NASTY,
                NASTY,
                2,
                1,
                Map.of(Figure.AUC, 0.5),
                List.of(new RocPoint(0, 0), new RocPoint(1, 1)),
                List.of(new ReliabilityPoint(0, 0, 2, 0, 1)));
        EvaluationReport report = new EvaluationReport(
                NASTY,
                NASTY,
                NASTY,
                List.of(new EvaluationResult(NASTY, NASTY, false, List.of(task), null)),
                List.of(new ModelDifference(NASTY, NASTY, NASTY, NASTY, NASTY, Figure.AUC, difference)));
        String html = HtmlReport.of(report);
        assertThat(html).doesNotContain("<script");
        Document page = parse(html);
        assertThat(elements(page, "script")).isEmpty();
        assertThat(texts(page, "title").getFirst()).isEqualTo(NASTY);
        assertThat(texts(page, "code")).containsExactly(NASTY, NASTY);
        assertThat(page.getDocumentElement().getTextContent().split("<script>", -1))
                .hasSizeGreaterThan(12);
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report));
        assertThat(json.path("title").asText()).isEqualTo(NASTY);
    }

    @Test
    void charactersThatNoPageMayHaveAreReplaced() throws Exception {
        String odd = "a\u0000b\u001bc\uD800d\uFFFEe\uD83D\uDE00\tf";
        EvaluationReport report = new EvaluationReport(odd, "x", "y", List.of(), List.of());
        assertThat(texts(parse(HtmlReport.of(report)), "h1"))
                .containsExactly("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uD83D\uDE00\tf");
        assertThat(text(report)).doesNotContain("\u001b", "\u0000").startsWith("a b c");
    }

    @Test
    void theTextIsAligned() {
        assertThat(text(small())).isEqualTo("""
                A title
                rows     sha256:12
                command  medley evaluate

                Split test

                video · like      first     second  (popularity)
                Rows          1,234,567  1,234,567     1,234,567
                Positives       1,000.5    1,000.5       1,000.5
                AUC             *0.7123    *0.7123        0.6124
                Logloss         *0.5123     0.6123             -
                Pred. / obs.    *1.2500    *1.2500             -

                Multiply-adds  mean AUC  request   item  candidate
                first            0.7123   10,000  2,000        300
                second           0.7123        -      -          -
                (popularity)     0.6124        0      0          1

                Difference over seeds  task          figure     mean  low 95 %  high 95 %  higher  seeds  sign p
                first - second         video · like  AUC     +0.0321   +0.0123    +0.0519     3:0      3  0.2500
                second - first         video · like  AUC     -0.0021   -0.0523    +0.0481     1:2      3  1.0000
                """.replace("\n", System.lineSeparator()));
    }

    @Test
    void splitsStandBesideEachOther() throws Exception {
        EvaluationReport report = twoSplits();
        assertThat(text(report)).isEqualTo("""
                Two splits
                rows     sha256:12
                command  medley evaluate

                Split test beside later

                                   test                    later
                video · like      first  (popularity)      first  (popularity)
                Rows          1,234,567     1,234,567  1,234,567     1,234,567
                Positives       1,000.5       1,000.5    1,000.5       1,000.5
                AUC             *0.7123        0.6124    *0.7010        0.6010
                Logloss          0.5123             -     0.6000             -
                Pred. / obs.     1.2500             -     1.2500             -

                Multiply-adds, test  mean AUC  request   item  candidate
                first                  0.7123   10,000  2,000        300
                (popularity)           0.6124        -      -          -

                Multiply-adds, later  mean AUC  request  item  candidate
                first                   0.7010        -     -          -
                (popularity)            0.6010        -     -          -

                Difference over seeds  task          figure     mean  low 95 %  high 95 %  higher  seeds  sign p
                first - other, test    video · like  AUC     +0.0000  -12.7062   +12.7062     1:1      2  1.0000
                """.replace("\n", System.lineSeparator()));
        Document page = parse(HtmlReport.of(report));
        assertThat(elements(page, "th").stream()
                        .filter(head -> head.getAttribute("scope").equals("colgroup"))
                        .map(head -> head.getTextContent() + " " + head.getAttribute("colspan")))
                .startsWith("test 2", "later 2");
        assertThat(texts(page, "tr")).contains("video · like0.71230.61240.70100.6010");
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report));
        assertThat(json.path("results").findValuesAsText("split")).containsExactly("test", "test", "later", "later");
        assertThat(json.path("differences").path(0).path("split").asText()).isEqualTo("test");
    }

    /** One model a split, and the baseline of each. */
    private static EvaluationReport twoSplits() {
        PairedDifference difference = PairedDifference.of(new double[] {1, 2}, new double[] {2, 1});
        return new EvaluationReport(
                "Two splits",
                "sha256:12",
                "medley evaluate",
                List.of(
                        result("first", false, 0.71231, 0.51234, new Cost(10_000, 2_000, 300)),
                        result("popularity", true, 0.61237, null, null),
                        result("first", false, 0.701, 0.6, null).ofSplit("later"),
                        result("popularity", true, 0.601, null, null).ofSplit("later")),
                List.of(new ModelDifference("test", "first", "other", "video", "like", Figure.AUC, difference)));
    }

    @Test
    void jsonHasEveryBit() throws Exception {
        EvaluationReport report = ExampleReports.generated();
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(report));
        assertThat(json.path("command_line").asText()).isEqualTo(report.commandLine());
        assertThat(json.path("results")).hasSize(report.results().size());
        for (int i = 0; i < report.results().size(); i++) {
            EvaluationResult result = report.results().get(i);
            JsonNode found = json.path("results").path(i);
            assertThat(found.path("model").asText()).isEqualTo(result.model());
            assertThat(found.path("baseline").asBoolean()).isEqualTo(result.baseline());
            assertThat(found.has("multiply_adds")).isEqualTo(result.cost() != null);
            for (int j = 0; j < result.tasks().size(); j++) {
                TaskResult task = result.tasks().get(j);
                JsonNode written = found.path("tasks").path(j);
                assertThat(written.path("figures")).hasSize(task.figures().size());
                for (Map.Entry<Figure, Double> entry : task.figures().entrySet()) {
                    assertThat(written.path("figures")
                                    .path(entry.getKey().key())
                                    .asDouble())
                            .isEqualTo(entry.getValue());
                }
                assertThat(written.path("roc")).hasSize(task.roc().size());
                assertThat(written.path("reliability"))
                        .hasSize(task.reliability().size());
                assertThat(written.path("positives").asDouble()).isEqualTo(task.positives());
            }
        }
        JsonNode difference = json.path("differences").path(3);
        assertThat(difference.path("low").asDouble())
                .isEqualTo(report.differences().get(3).difference().low());
        assertThat(difference.path("figure").asText())
                .isEqualTo(report.differences().get(3).figure().key());
    }

    @Test
    void aReportOfNothingIsAPage(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("report.html");
        HtmlReport.write(new EvaluationReport("Nothing", "", "", List.of(), List.of()), file);
        assertThat(texts(parse(Files.readString(file)), "h1")).containsExactly("Nothing");
        EvaluationReport bare = new EvaluationReport(
                "Bare",
                "",
                "",
                List.of(new EvaluationResult(
                        "m",
                        "test",
                        false,
                        List.of(new TaskResult("s", "t", 0, 0, Map.of(), List.of(), List.of())),
                        null)),
                List.of());
        assertThat(texts(parse(HtmlReport.of(bare)), "td")).contains("0", "–");
        assertThatThrownBy(() -> new EvaluationReport(
                        "Twice",
                        "",
                        "",
                        List.of(result("m", false, 0.5, null, null), result("m", false, 0.5, null, null)),
                        List.of()))
                .hasMessageContaining("model m twice for split test");
    }

    @Test
    void meansAreOverTasksThatAllModelsHave() {
        SplitTable table = SplitTable.of(small()).getFirst();
        assertThat(table.models()).extracting(EvaluationResult::model).containsExactly("first", "second", "popularity");
        assertThat(table.means(Figure.LOGLOSS)).containsExactly(0.51234, 0.61234, null);
        assertThat(table.means(Figure.AUC).getLast()).isCloseTo(0.61237, within(1e-12));
        assertThat(table.means(Figure.ECE)).containsOnlyNulls();
    }

    @Test
    void marksHaveNoMoreDecimalsThanTheyNeed() {
        assertThat(Numbers.step(1, 5)).isEqualTo(0.2);
        assertThat(Numbers.step(0.13, 5)).isCloseTo(0.05, within(1e-12));
        assertThat(Numbers.step(0.0011, 4)).isCloseTo(0.0005, within(1e-12));
        assertThat(Numbers.mark(0.4, 0.2)).isEqualTo("0.4");
        assertThat(Numbers.mark(0.15, 0.05)).isEqualTo("0.15");
        assertThat(Numbers.mark(-0.0005, 0.0005)).isEqualTo("-0.0005");
        assertThat(Numbers.mark(1e-19, 0.0005)).isEqualTo("0");
        assertThat(Numbers.mark(40, 20)).isEqualTo("40");
    }
}
