package dev.medley.platform.execute;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Calls components: times, counts, gates, limits and rescues. */
public interface ComponentCaller {
    /**
     * Calls the component. What the body writes must be its own, and be looked at only if the call succeeds: a component
     * that has overrun may go on writing.
     *
     * @return why it did not do its work; empty if it did
     */
    <C> Optional<Failure> call(Guarded<C> component, Consumer<? super C> body);

    /**
     * Asks a component whether it takes part. One that would not be called anyway is not asked, and does.
     *
     * @return yes, no, or why it did not answer
     */
    <C> Answer ask(Guarded<C> component, Predicate<? super C> question);

    /**
     * Charges the component with what it threw in a part of a call that went on nevertheless.
     *
     * @return the failure
     */
    Failure charge(Guarded<?> component, Throwable thrown);

    /**
     * What a component said of itself.
     *
     * @param yes whether it takes part
     * @param failure why it did not answer; empty if it did
     */
    record Answer(boolean yes, Optional<Failure> failure) {
        static final Answer YES = new Answer(true, Optional.empty());
        static final Answer NO = new Answer(false, Optional.empty());
    }
}
