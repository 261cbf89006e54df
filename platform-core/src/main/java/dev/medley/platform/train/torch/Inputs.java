package dev.medley.platform.train.torch;

import ai.djl.ndarray.NDArray;

/**
 * A batch as PyTorch has it; what a network has no use for is null.
 *
 * @param rows how many rows it has, B
 * @param fields pooled embeddings: (fields, B, d)
 * @param userFactors (B, factors)
 * @param itemFactors (B, factors)
 * @param biases (B, tasks)
 * @param history embeddings of the newest interactions, behind a row of zeros: (B, events, d)
 * @param historyMask what is added to attention's logits: (B, 1, events)
 * @param means means of the long histories: (B, d)
 * @param statistics encoded: (B, columns)
 * @param domains one-hot: (B, domains)
 * @param tokenMask what tokens are multiplied with: (tokens, B, d)
 */
record Inputs(
        int rows,
        NDArray fields,
        NDArray userFactors,
        NDArray itemFactors,
        NDArray biases,
        NDArray history,
        NDArray historyMask,
        NDArray means,
        NDArray statistics,
        NDArray domains,
        NDArray tokenMask) {}
