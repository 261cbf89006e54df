package dev.medley.live.source;

import dev.medley.live.config.LiveSurface;
import dev.medley.spi.candidate.Candidate;
import dev.medley.spi.candidate.Reason;
import dev.medley.spi.component.CandidateSource;
import dev.medley.spi.context.Catalog;
import dev.medley.spi.context.ScoredItem;
import dev.medley.spi.context.VectorRetrieval;
import dev.medley.spi.entity.Interaction;
import dev.medley.spi.entity.Item;
import dev.medley.spi.id.ComponentId;
import dev.medley.spi.id.ItemId;
import dev.medley.spi.request.RankRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rooms whose content vector is near the mean of those that the user followed or watched: works for unknown hosts. */
public final class SimilarRoomsSource implements CandidateSource {
    /** Its name. */
    public static final ComponentId ID = new ComponentId("similar-rooms");

    private static final Reason SIMILAR_CONTENT = Reason.of("SIMILAR_CONTENT");
    /** Vector retrieval knows all rooms, and most of the time most of them are off air. */
    private static final int OVERFETCH = 4;

    private static final int MAX_NEAREST = 1000;

    private final OnAirRooms rooms;
    private final Catalog catalog;
    private final VectorRetrieval vectors;
    private final int seeds;
    private final int count;

    /**
     * A source of at most {@code count} rooms.
     *
     * @param seeds newest rooms of the user that the mean is taken of
     */
    public SimilarRoomsSource(OnAirRooms rooms, Catalog catalog, VectorRetrieval vectors, int seeds, int count) {
        this.rooms = rooms;
        this.catalog = catalog;
        this.vectors = vectors;
        this.seeds = seeds;
        this.count = count;
    }

    @Override
    public ComponentId id() {
        return ID;
    }

    @Override
    public boolean isEnabled(RankRequest request) {
        return count > 0 && !RoomHistory.isEmpty(request);
    }

    @Override
    public List<Candidate> fetch(RankRequest request) {
        float[] mean = meanVector(RoomHistory.newestPositive(request, seeds));
        if (mean.length == 0) {
            return List.of();
        }
        Set<ItemId> known = RoomHistory.rooms(request);
        List<Candidate> found = new ArrayList<>();
        for (ScoredItem near : vectors.nearest(LiveSurface.ID, mean, Math.min(MAX_NEAREST, OVERFETCH * count))) {
            if (found.size() == count) {
                return found;
            }
            Optional<Room> room = rooms.find(near.item());
            if (room.isPresent() && room.get().isFor(request.user()) && !known.contains(near.item())) {
                found.add(new Candidate(near.item(), near.score(), List.of(SIMILAR_CONTENT)));
            }
        }
        return found;
    }

    /** The mean of the rooms' unit vectors; empty if none has one. The newest room's length decides. */
    private float[] meanVector(List<Interaction> newest) {
        List<ItemId> ids = new ArrayList<>(newest.size());
        for (Interaction interaction : newest) {
            ids.add(interaction.item());
        }
        Map<ItemId, Item> items = catalog.findAll(ids);
        float[] mean = {};
        for (ItemId id : ids) {
            Item item = items.get(id);
            if (item == null) {
                continue;
            }
            float[] vector = item.vector();
            if (mean.length == 0) {
                mean = new float[vector.length];
            }
            double length = length(vector);
            if (vector.length != mean.length || length == 0) {
                continue;
            }
            for (int i = 0; i < mean.length; i++) {
                mean[i] += (float) (vector[i] / length);
            }
        }
        return mean;
    }

    private static double length(float[] vector) {
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        return Math.sqrt(squares);
    }
}
