package dev.medley.platform.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.medley.platform.codec.JsonSweep;
import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.JudgedCase;
import dev.medley.platform.evaluate.compare.SlateCase;
import dev.medley.platform.evaluate.compare.SlateFigure;
import dev.medley.platform.evaluate.compare.SlateSweep;
import dev.medley.platform.evaluate.compare.SweepPoint;
import dev.medley.platform.evaluate.compare.SweptMethod;
import dev.medley.platform.evaluate.slate.RowLabels;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SweepReportTest {
    private static final String NASTY = "<script>alert(\"a & 'b'\")</script>";

    private static SweepReport report() {
        List<JudgedCase> cases = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            float[] values = {0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f};
            float[] vectors = {1, 0, 1, 0, 0, 1, 0, 1, -1, 0, 0, -1};
            boolean[] eligible = {true, true, true, true, true, number % 2 == 0};
            int[][] groups = {{0, 0, 0, 1, 1, 1}, {0, 1, 0, 1, 0, 1}};
            RowLabels genres = RowLabels.of(new int[][] {{0}, {0}, {0}, {1}, {1}, {1}}, 2);
            SlateCase slate =
                    SlateCase.of(number, 3, values, eligible, vectors, 2, groups, genres, new double[] {0.5, 0.5});
            cases.add(JudgedCase.of(slate, new float[] {0, 1, 0, 1, 0, 0}, List.of("all")));
        }
        List<GroupAttribute> attributes = List.of(
                new GroupAttribute(NASTY, List.of("a", "b"), new double[] {0.5, 0.5}),
                new GroupAttribute("parity", List.of("even", "odd"), new double[] {0.5, 0.5}));
        SlateSweep.Settings settings = new SlateSweep.Settings(0, 2, List.of(0.1, 0.7), 0.2);
        SlateSweep.Result result = new SlateSweep(cases, attributes, settings).run(SweptMethod::all, _ -> {});
        return new SweepReport(NASTY, "digest", "./medley x", List.of("A note."), attributes, settings, result);
    }

    @Test
    void allThreeFormsSayTheSame() throws Exception {
        SweepReport report = report();
        JsonNode json = new ObjectMapper().readTree(JsonSweep.of(report));
        String html = SweepPage.of(report);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SweepText.print(report, new PrintStream(bytes, false, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(json.get("title").textValue()).isEqualTo(NASTY);
        assertThat(json.get("points")).hasSize(1 + 14 * 2);
        assertThat(json.get("methods")).hasSize(15);
        assertThat(html).doesNotContain("<script>");
        for (int i = 0; i < report.result().points().size(); i++) {
            SweepPoint point = report.result().points().get(i);
            JsonNode node = json.get("points").get(i);
            assertThat(node.get("method").textValue()).isEqualTo(point.method());
            assertThat(node.get("figures").get("ndcg").doubleValue()).isEqualTo(point.figure(SlateFigure.NDCG));
            assertThat(node.get("attributes").get("parity").get("figures").has("exposure_gini"))
                    .isTrue();
            String distance = String.format(Locale.ROOT, "%.4f", point.figure(SlateFigure.INTRA_LIST_DISTANCE));
            assertThat(text).contains(distance);
            assertThat(html).contains("<td>" + distance + "</td>");
        }
        for (SweptMethod method : report.result().methods()) {
            assertThat(text).contains(" " + method.name());
        }
        assertThat(text).contains("Hypervolume", "A note.", "parity");
    }

    @Test
    void thePageIsXmlWithTwoCharts() throws Exception {
        Document page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(SweepPage.of(report()).getBytes(StandardCharsets.UTF_8)));
        int charts = 0;
        var nodes = page.getElementsByTagName("svg");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element svg = (Element) nodes.item(i);
            if (svg.getAttribute("role").equals("img")) {
                charts++;
                assertThat(svg.getElementsByTagName("circle").getLength()).isPositive();
                for (int c = 0; c < svg.getElementsByTagName("circle").getLength(); c++) {
                    Element dot = (Element) svg.getElementsByTagName("circle").item(c);
                    assertThat(Double.parseDouble(dot.getAttribute("cx"))).isBetween(50.0, 490.0);
                    assertThat(Double.parseDouble(dot.getAttribute("cy"))).isBetween(0.0, 310.0);
                }
            }
        }
        assertThat(charts).isEqualTo(2);
    }
}
