package dev.medley.platform.offline;

import dev.medley.platform.codec.InvalidInputException;
import dev.medley.platform.codec.JsonSweep;
import dev.medley.platform.evaluate.compare.GroupAttribute;
import dev.medley.platform.evaluate.compare.JudgedCase;
import dev.medley.platform.evaluate.compare.SlateCase;
import dev.medley.platform.evaluate.compare.SlateSweep;
import dev.medley.platform.evaluate.report.SweepPage;
import dev.medley.platform.evaluate.report.SweepReport;
import dev.medley.platform.evaluate.report.SweepText;
import dev.medley.platform.train.example.Population;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code rerank-eval --data DIR [--model MODEL]}: replays requests over a data set, has every re-ranking method lay their
 * slates over the same weights, and says how good the slates are to users, in variety and in fairness, and what they cost.
 */
public final class RerankEvalCommand {
    /** Compared. */
    public static final int DONE = 0;

    /** Wrong use, or a file that cannot be read or written. */
    public static final int FAILED = 2;

    private static final List<String> OPTIONS = List.of(
            "data",
            "model",
            "places",
            "candidates",
            "drawn",
            "users",
            "seed",
            "surface",
            "tasks",
            "attribute",
            "window",
            "weights",
            "floor",
            "shares",
            "methods",
            "aims",
            "served",
            "split",
            "share",
            "split-seed",
            "threads",
            "json",
            "html");
    private static final int WINDOW = 8;
    private static final double FLOOR = 0.9;
    private static final String CANDIDATES_SHARES = "candidates";
    private static final String CATALOGUE_SHARES = "catalogue";
    private static final String EQUAL_SHARES = "equal";
    private static final List<Double> WEIGHTS =
            List.of(0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

    private RerankEvalCommand() {}

    /**
     * Runs the command.
     *
     * @return {@link #DONE} or {@link #FAILED}
     */
    public static int run(String[] words, PrintStream out, PrintStream err) {
        try {
            compare(Options.parse("rerank-eval", words, OPTIONS), words, out, err);
            return DONE;
        } catch (UsageException | IllegalArgumentException e) {
            err.println("rerank-eval: " + e.getMessage());
        } catch (IOException e) {
            err.println("rerank-eval: " + e);
        } catch (InvalidInputException e) {
            e.problems().forEach(problem -> err.println("rerank-eval: " + problem));
        }
        return FAILED;
    }

    private static void compare(Options options, String[] words, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Replay.Size size = Replay.Size.of(options);
        List<Double> weights = weights(options);
        int window = (int) options.whole("window", WINDOW, 2, 1_000);
        double floor = options.number("floor", FLOOR, 0, 0.999);
        String shares = options.choice("shares", CANDIDATES_SHARES, CANDIDATES_SHARES, CATALOGUE_SHARES, EQUAL_SHARES);
        MethodChoice methods = MethodChoice.of(options);
        FolderPopulation read = FolderOptions.read(options, err);
        Population all = read.population();
        Replay replay = QueryReplay.isOf(all)
                ? QueryReplay.of(options, read, all, size)
                : UserReplay.of(options, read, all, size);
        ReplayGroups groups = replay.groups();
        List<JudgedCase> cases = replay.cases();
        int controlled = attribute(options, groups.attributes());
        if (cases.isEmpty()) {
            throw new UsageException(replay.ifEmpty());
        }
        SlateSweep.Settings settings = new SlateSweep.Settings(controlled, window, weights, floor);
        List<GroupAttribute> attributes = declare(shares, groups.attributes(), cases);
        SlateSweep.Result result = new SlateSweep(cases, attributes, settings)
                .run(methods::of, name -> err.println("laying slates: " + name));
        SweepReport report = new SweepReport(
                "Re-rankers on " + String.join(", ", read.names()) + ", held out " + replay.heldOut(),
                read.fingerprint(),
                "./medley rerank-eval " + String.join(" ", words),
                notes(replay, window, result, controlled, shares),
                attributes,
                settings,
                result);
        SweepText.print(report, out);
        if (options.path("json").isPresent()) {
            Files.write(options.path("json").get(), JsonSweep.of(report));
        }
        if (options.path("html").isPresent()) {
            SweepPage.write(report, options.path("html").get());
        }
    }

    /** Declares the shares that groups should have; those of the catalogue are there already. */
    private static List<GroupAttribute> declare(
            String shares, List<GroupAttribute> attributes, List<JudgedCase> cases) {
        List<SlateCase> slates = cases.stream().map(JudgedCase::slate).toList();
        List<GroupAttribute> declared = new ArrayList<>();
        for (GroupAttribute attribute : attributes) {
            double[] equal = new double[attribute.shares().length];
            Arrays.fill(equal, 1.0 / equal.length);
            declared.add(
                    switch (shares) {
                        case CANDIDATES_SHARES -> attribute.ofRows(declared.size(), slates);
                        case EQUAL_SHARES -> attribute.with(equal);
                        default -> attribute;
                    });
        }
        return declared;
    }

    private static List<Double> weights(Options options) throws UsageException {
        List<Double> weights = new ArrayList<>();
        for (String weight : options.list("weights")) {
            weights.add(Options.number("--weights", weight, 0, 1));
        }
        return weights.isEmpty()
                ? WEIGHTS
                : weights.stream().distinct().sorted().toList();
    }

    private static int attribute(Options options, List<GroupAttribute> attributes) throws UsageException {
        List<String> names = attributes.stream().map(GroupAttribute::name).toList();
        if (names.isEmpty()) {
            throw new UsageException("nothing divides the items into groups");
        }
        return names.indexOf(options.choice("attribute", names.getFirst(), names.toArray(String[]::new)));
    }

    private static List<String> notes(
            Replay replay, int window, SlateSweep.Result result, int controlled, String shares) {
        List<String> notes = new ArrayList<>(replay.notes());
        notes.add(window + " rows are seen at once. Groups should have the shares that they have "
                + switch (shares) {
                    case CANDIDATES_SHARES ->
                        "of each slate's eligible candidates, and of all attention the mean of those.";
                    case EQUAL_SHARES -> "if all had the same.";
                    default -> "of the catalogue.";
                });
        List<String> isProtected = new ArrayList<>();
        GroupAttribute attribute = replay.groups().attributes().get(controlled);
        for (int g = 0; g < attribute.groups().size(); g++) {
            if (result.isProtected()[g]) {
                isProtected.add(attribute.groups().get(g));
            }
        }
        notes.add("Methods are to be fair to the groups by " + attribute.name() + "; FA*IR, which knows two, protects "
                + String.join(", ", isProtected) + ", to which the plain order gives less than their share.");
        if (!replay.groups().undivided().isEmpty()) {
            notes.add("Not divided: " + String.join("; ", replay.groups().undivided()) + ".");
        }
        return notes;
    }
}
