/**
 * A vector for every id, however many there are: the embedding table of a model. Ids come as 64-bit hashes, and since
 * the table keeps the whole hash no two of them ever share a vector. Training writes an
 * {@link dev.medley.platform.score.embedding.EmbeddingTable}, which admits an id only when it has been seen often
 * enough and can drop those not seen for long (Liu et al., "Monolith: Real Time Recommendation System With Collisionless
 * Embedding Table", arXiv:2209.07663, section 2.2); serving reads a
 * {@link dev.medley.platform.score.embedding.FrozenEmbeddings}. Both lie outside the heap and count against
 * {@code -XX:MaxDirectMemorySize}. JDK alone.
 */
package dev.medley.platform.score.embedding;
