package dev.medley.platform.offline;

import dev.medley.platform.codec.Problem;
import dev.medley.platform.dataset.DatasetFile;
import dev.medley.platform.dataset.DatasetFolder;
import dev.medley.platform.dataset.DatasetLine;
import dev.medley.platform.dataset.DatasetLines;
import dev.medley.platform.event.LogRecord;
import dev.medley.platform.train.example.Population;
import dev.medley.platform.train.example.Population.Person;
import dev.medley.platform.train.example.Population.Verdict;
import dev.medley.platform.world.DatasetDeclaration.Domain;
import dev.medley.platform.world.DatasetDeclaration.Meaning;
import dev.medley.platform.world.Judgment;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.entity.UserProfile;
import dev.medley.spi.id.UserId;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands in data set folders, as a population. A line that is not of its form is told and passed over, as {@code
 * import} does.
 */
public final class FolderPopulation {
    private final MessageDigest digest;
    private final List<Meaning> meanings = new ArrayList<>();
    private final List<Domain> domains = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<UserId, UserProfile> profiles = new TreeMap<>();
    private final Map<UserId, List<Interaction>> histories = new TreeMap<>();
    private final Map<UserId, List<Interaction>> heldOut = new TreeMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private boolean hasValidation;
    private long lines;

    private FolderPopulation() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads folders.
     *
     * @throws IOException if one cannot be read
     * @throws dev.medley.platform.codec.InvalidInputException if a declaration is not valid
     */
    public static FolderPopulation read(List<DatasetFolder> folders) throws IOException {
        FolderPopulation read = new FolderPopulation();
        for (DatasetFolder folder : folders) {
            read.add(folder);
        }
        return read;
    }

    private void add(DatasetFolder folder) throws IOException {
        names.add(folder.declaration().name());
        meanings.addAll(folder.declaration().meanings());
        domains.addAll(folder.declaration().domains());
        for (DatasetFile file : folder.files()) {
            try (DatasetLines in = folder.read(file)) {
                add(folder, file, in, false);
            }
            Optional<DatasetLines> validation = folder.readValidation(file);
            if (validation.isPresent()) {
                hasValidation = true;
                try (DatasetLines in = validation.get()) {
                    add(folder, file, in, true);
                }
            }
        }
    }

    private void add(DatasetFolder folder, DatasetFile file, DatasetLines in, boolean forValidation)
            throws IOException {
        for (Optional<DatasetLine> next = in.next(); next.isPresent(); next = in.next()) {
            switch (next.get()) {
                case DatasetLine.Accepted accepted -> {
                    lines++;
                    digest.update(accepted.json());
                    add(accepted.record(), forValidation);
                }
                case DatasetLine.Rejected line -> {
                    for (Problem problem : line.problems()) {
                        rejected.add(folder.path() + "/" + file.fileName() + " line " + line.number() + ": " + problem);
                    }
                }
            }
        }
    }

    private void add(LogRecord record, boolean forValidation) {
        switch (record) {
            case LogRecord.ItemWritten written -> items.add(written.item());
            case LogRecord.UserWritten written -> profiles.put(written.user(), written.profile());
            case LogRecord.InteractionWritten written -> {
                Interaction interaction = written.interaction();
                (forValidation ? heldOut : histories)
                        .computeIfAbsent(interaction.user(), _ -> new ArrayList<>())
                        .add(interaction);
            }
            case LogRecord.JudgmentWritten written -> verdicts.add(new Verdict(written.judgment(), forValidation));
            case LogRecord.ItemRemoved _, LogRecord.DatasetDeclared _, LogRecord.NumbersShared _ ->
                throw new IllegalStateException(record + " stands in no file of a data set");
        }
    }

    /** The population; those who have neither profile nor history are not in it. */
    public Population population() {
        TreeMap<UserId, UserProfile> everybody = new TreeMap<>(profiles);
        histories.keySet().forEach(user -> everybody.putIfAbsent(user, UserProfile.unknown()));
        heldOut.keySet().forEach(user -> everybody.putIfAbsent(user, UserProfile.unknown()));
        List<Person> people = new ArrayList<>();
        everybody.forEach((user, profile) ->
                people.add(new Person(user, profile, sorted(histories.get(user)), sorted(heldOut.get(user)))));
        verdicts.sort(
                Comparator.comparing((Verdict verdict) -> verdict.judgment().query())
                        .thenComparing(verdict -> verdict.judgment().item()));
        return Population.of(meanings, domains, people, items, lastOfEach(verdicts));
    }

    private static List<Interaction> sorted(List<Interaction> interactions) {
        if (interactions == null) {
            return List.of();
        }
        return interactions.stream().sorted().toList();
    }

    /** Of two judgments with the same query and item the later one counts. */
    private static List<Verdict> lastOfEach(List<Verdict> sorted) {
        List<Verdict> kept = new ArrayList<>();
        for (Verdict verdict : sorted) {
            if (!kept.isEmpty() && isSame(kept.getLast().judgment(), verdict.judgment())) {
                kept.removeLast();
            }
            kept.add(verdict);
        }
        return kept;
    }

    private static boolean isSame(Judgment left, Judgment right) {
        return left.query().equals(right.query()) && left.item().equals(right.item());
    }

    /** The data sets' names. */
    List<String> names() {
        return names;
    }

    /** Whether the data sets say themselves what models are judged on. */
    public boolean hasValidation() {
        return hasValidation;
    }

    /** Lines that were taken. */
    long lines() {
        return lines;
    }

    /** SHA-256 of all lines that were taken, in hexadecimal. */
    String fingerprint() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
        }
    }

    /** What is wrong with the lines that were passed over. */
    List<String> rejected() {
        return rejected;
    }
}
