package dev.medley.platform.world;

import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a data set says of itself: which interaction is a positive example of which task, and which parts of a surface
 * are modelled apart.
 *
 * @param name {@code [a-z][a-z0-9-]{0,63}}
 * @param title one line for people
 * @param meanings the meanings, in the file's order
 * @param domains the parts of surfaces that the model is to tell apart, in the file's order; a surface without any is
 *     one domain
 */
public record DatasetDeclaration(String name, String title, List<Meaning> meanings, List<Domain> domains) {
    /** Checks for null. */
    public DatasetDeclaration {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        meanings = List.copyOf(meanings);
        domains = List.copyOf(domains);
    }

    /** A data set whose surfaces are one domain each. */
    public DatasetDeclaration(String name, String title, List<Meaning> meanings) {
        this(name, title, meanings, List.of());
    }

    /**
     * A part of a surface: the model learns it together with all others, and has gates, weights and a calibration for
     * it. A pair belongs to the first domain whose conditions it meets.
     *
     * @param name what figures call it
     * @param surface the surface
     * @param ageFrom the user is at least so old; 0 if any age will do, an unknown one too
     * @param ageBelow the user is younger; {@value #ANY_AGE} if any age will do, an unknown one too
     * @param category the item's first category; empty if any will do
     */
    public record Domain(String name, SurfaceId surface, int ageFrom, int ageBelow, Optional<String> category) {
        /** Above every age. */
        public static final int ANY_AGE = 151;

        /** The domain of a whole surface. */
        public static Domain of(SurfaceId surface) {
            return new Domain(surface.value(), surface, 0, ANY_AGE, Optional.empty());
        }

        /** Whether a pair meets the conditions. */
        public boolean contains(OptionalInt age, Item item) {
            boolean young = ageFrom == 0 || age.isPresent() && age.getAsInt() >= ageFrom;
            boolean old = ageBelow == ANY_AGE || age.isPresent() && age.getAsInt() < ageBelow;
            return young
                    && old
                    && item.id().surface().equals(surface)
                    && (category.isEmpty() || category.equals(item.category()));
        }
    }

    /**
     * An interaction of that type on that surface says something about that task. Judgments take part as type {@code
     * judgment}, with the grade as value.
     *
     * @param surface where
     * @param type what was done
     * @param task what it speaks about
     * @param atLeast the threshold on the interaction's value; negative infinity if any value is a yes
     * @param form what it says
     */
    public record Meaning(SurfaceId surface, InteractionType type, TaskId task, float atLeast, Form form) {
        /** The type that judgments take part as. */
        public static final InteractionType JUDGMENT = new InteractionType("judgment");

        /** A yes if the value is at least the threshold, a no otherwise. */
        public Meaning(SurfaceId surface, InteractionType type, TaskId task, float atLeast) {
            this(surface, type, task, atLeast, Form.THRESHOLD);
        }
    }

    /** What an interaction's value says about a task. */
    public enum Form {
        /** A yes if it is at least the threshold, a no otherwise. */
        THRESHOLD,
        /** It is itself how much of a yes, 0 to 1; where a plain yes is needed, the threshold decides. */
        GRADE,
        /**
         * Its rank among those of items of about the same duration, 0 to 1 (D2Q, Zhan et al., KDD 2022): how long they
         * watched, without the credit that long items get for being long.
         */
        DURATION_QUANTILE
    }
}
