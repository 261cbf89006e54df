package dev.medley.platform.retrieve;

import dev.medley.platform.execute.FanOut;
import dev.medley.platform.execute.Guarded;
import dev.medley.platform.execute.ScenarioRun;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.failure.RankingException;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.id.SurfaceId;
import dev.medley.spi.request.Deadline;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the sources of one run found. Used by the request's thread. */
public final class Retrieval {
    private static final ComponentId CALLER = new ComponentId("caller");
    private static final int MAX_CANDIDATES = 10_000;

    private final ScenarioRun run;
    private final List<SourceFinds> found = new ArrayList<>();
    private boolean everySourceFailed;

    /** Nothing found yet. */
    public Retrieval(ScenarioRun run) {
        this.run = run;
    }

    /** Asks the sources, or takes the caller's candidates; keeps what has come by the deadline. */
    public void askSources(Deadline deadline) {
        if (!run.request().candidates().isEmpty()) {
            found.add(new SourceFinds(CALLER, callersCandidates()));
            return;
        }
        everySourceFailed = !ask(run.sources(), deadline) && !run.sources().isEmpty();
    }

    /**
     * Asks the fallback source, as the sources have made no row.
     *
     * @return false if nothing can be answered: every source has failed, and so has the fallback
     */
    public boolean askFallback(Deadline deadline) {
        if (!run.request().candidates().isEmpty()) {
            return true;
        }
        boolean answered = ask(run.fallbackSource().stream().toList(), deadline);
        return answered || !everySourceFailed;
    }

    /** What was found, in the order of the sources. */
    List<SourceFinds> found() {
        return found;
    }

    ScenarioRun run() {
        return run;
    }

    private boolean ask(List<Guarded<CandidateSource>> sources, Deadline deadline) {
        FanOut fanOut = new FanOut(deadline);
        RankRequest request = run.request();
        Set<SurfaceId> surfaces = run.plan().scenario().surfaces();
        List<FanOut.Call<CandidateSource, Candidate[]>> calls = new ArrayList<>(sources.size());
        for (Guarded<CandidateSource> source : sources) {
            calls.add(fanOut.start(source, asked -> fetch(asked, request, surfaces)));
        }
        fanOut.awaitAll();
        boolean anyAnswered = false;
        for (int i = 0; i < calls.size(); i++) {
            FanOut.Call<CandidateSource, Candidate[]> call = calls.get(i);
            Guarded<CandidateSource> source = sources.get(i);
            call.failure().ifPresent(failure -> run.degrade(source, failure));
            if (call.failure().isEmpty()) {
                anyAnswered = true;
                found.add(new SourceFinds(source.key().component(), call.result()));
            }
        }
        return anyAnswered;
    }

    /** Copied and checked while the source is still answerable for it. */
    private static Candidate[] fetch(CandidateSource source, RankRequest request, Set<SurfaceId> surfaces)
            throws RankingException, InterruptedException {
        List<Candidate> answer = source.fetch(request);
        if (answer == null) {
            throw new ContractBreachException("returned null; a list is needed");
        }
        Candidate[] candidates = answer.toArray(new Candidate[0]);
        if (candidates.length > MAX_CANDIDATES) {
            throw new ContractBreachException(
                    candidates.length + " candidates; at most " + MAX_CANDIDATES + " are allowed");
        }
        for (int rank = 0; rank < candidates.length; rank++) {
            if (candidates[rank] == null) {
                throw new ContractBreachException("candidate " + rank + " is null");
            }
            SurfaceId surface = candidates[rank].item().surface();
            if (!surfaces.contains(surface)) {
                throw new ContractBreachException(
                        "candidate " + rank + " is of surface '" + surface + "'; the scenario's are " + surfaces);
            }
        }
        return candidates;
    }

    private Candidate[] callersCandidates() {
        List<Candidate> candidates = new ArrayList<>();
        Set<SurfaceId> surfaces = run.plan().scenario().surfaces();
        for (ItemId item : run.request().candidates()) {
            if (surfaces.contains(item.surface())) {
                candidates.add(Candidate.of(item, 0));
            }
        }
        return candidates.toArray(new Candidate[0]);
    }

    /**
     * One source's answer.
     *
     * @param source who
     * @param candidates best first
     */
    record SourceFinds(ComponentId source, Candidate[] candidates) {}
}
