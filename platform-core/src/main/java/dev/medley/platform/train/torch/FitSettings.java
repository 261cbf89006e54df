package dev.medley.platform.train.torch;

/**
 * What a network is and how it learns.
 *
 * @param embedding numbers of an embedding; a multiple of 8
 * @param factors numbers of a key's factors; 0 for none
 * @param hidden width of each task's hidden layer
 * @param shortEvents at most so many of the newest interactions are attended to
 * @param batch rows of a step
 * @param epochs passes, where the caller leaves it open
 * @param patience so many passes without a better validation end the training
 * @param denseRate step of the dense weights (Adam)
 * @param denseDecay share of a dense weight that a step takes away, times the rate
 * @param embeddingRate step of the embeddings (Adagrad)
 * @param embeddingPull pull of an embedding to 0, for each row that names it
 * @param wideRate step of factors and biases (Adagrad)
 * @param factorPull pull of factors to 0, for each row that names them
 * @param biasPull pull of biases to 0, for each row that names them
 * @param fieldDrop chance that a row's pooled field is not seen
 * @param elementDrop chance that an element of a pooled field is not seen
 * @param domainDrop chance that a row's domain is not seen, so that the shared weights learn to do without
 * @param tokenDrop chance that an element of a token is not seen
 * @param sightings a key has an embedding once it was seen so often
 * @param finalRate share of the rates that is left in the last pass; they fall linearly
 */
public record FitSettings(
        int embedding,
        int factors,
        int hidden,
        int shortEvents,
        int batch,
        int epochs,
        int patience,
        double denseRate,
        double denseDecay,
        double embeddingRate,
        double embeddingPull,
        double wideRate,
        double factorPull,
        double biasPull,
        double fieldDrop,
        double elementDrop,
        double domainDrop,
        double tokenDrop,
        int sightings,
        double finalRate) {
    private static final int LEAST_BATCH = 256;
    private static final int STEPS_A_PASS = 200;
    private static final int LEAST_STEPS = 1_600;
    private static final double FEW_ROWS = 200_000;
    private static final double MANY_ROWS = 400_000;
    private static final double FEW_ROWS_FIELD_DROP = 0.5;
    private static final int FEW_ROWS_SIGHTINGS = 5;

    private static final int MOST_PASSES = 16;

    /**
     * These settings for so many rows: of few rows smaller steps and more passes are made, or nothing would be learnt, and
     * keys are trusted less, or they would be learnt by heart.
     */
    FitSettings forRows(int rows) {
        int fewer = Math.clamp(Integer.highestOneBit(Math.max(1, rows / STEPS_A_PASS)), LEAST_BATCH, batch);
        int steps = Math.max(1, rows / fewer);
        int more = Math.clamp((LEAST_STEPS + steps - 1) / steps, epochs, MOST_PASSES);
        return new FitSettings(
                embedding,
                factors,
                hidden,
                shortEvents,
                Math.min(batch, fewer),
                more,
                Math.max(patience, more / 4),
                denseRate,
                denseDecay,
                embeddingRate * Math.min(1, rows / MANY_ROWS),
                embeddingPull,
                wideRate,
                factorPull,
                biasPull,
                rows < FEW_ROWS ? Math.max(fieldDrop, FEW_ROWS_FIELD_DROP) : fieldDrop,
                elementDrop,
                domainDrop,
                tokenDrop,
                rows < FEW_ROWS ? Math.max(sightings, FEW_ROWS_SIGHTINGS) : sightings,
                finalRate);
    }
}
