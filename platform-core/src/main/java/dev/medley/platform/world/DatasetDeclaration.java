package dev.medley.platform.world;

import dev.medley.spi.entity.InteractionType;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.id.TaskId;
import java.util.List;
import java.util.Objects;

/**
 * What a data set says of itself: which interaction is a positive example of which task.
 *
 * @param name {@code [a-z][a-z0-9-]{0,63}}
 * @param title one line for people
 * @param meanings the meanings, in the file's order
 */
public record DatasetDeclaration(String name, String title, List<Meaning> meanings) {
    /** Checks for null. */
    public DatasetDeclaration {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        meanings = List.copyOf(meanings);
    }

    /**
     * An interaction of that type on that surface says something about that task: yes if its value is at least the
     * threshold, no otherwise. Judgments take part as type {@code judgment}, with the grade as value.
     *
     * @param surface where
     * @param type what was done
     * @param task what it speaks about
     * @param atLeast the threshold on the interaction's value; negative infinity if any value is a yes
     */
    public record Meaning(SurfaceId surface, InteractionType type, TaskId task, float atLeast) {
        /** The type that judgments take part as. */
        public static final InteractionType JUDGMENT = new InteractionType("judgment");
    }
}
