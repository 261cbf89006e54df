package dev.medley.spi.component;

import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.request.RankRequest;
import java.util.List;

/** Finds items that may interest the user. */
public interface CandidateSource extends RankingComponent {
    /**
     * The finds, best first. Called on a virtual thread, in parallel with the other sources; may block until the
     * request's deadline, then it is interrupted and its finds are lost. Duplicates, excluded items and items that the
     * catalogue does not know are dealt with by the platform.
     *
     * @return at most 10,000 candidates, all of the scenario's surfaces; more, or others, are a breach of contract
     * @throws RankingException if a dependency failed: the answer goes on with the other sources, marked degraded
     * @throws InterruptedException if the time was up
     */
    List<Candidate> fetch(RankRequest request) throws RankingException, InterruptedException;
}
