/**
 * Groups of vectors that lie together: {@link dev.medley.platform.train.cluster.KMeans} finds them,
 * {@link dev.medley.platform.train.cluster.Clusters} says to which a vector belongs, and
 * {@link dev.medley.platform.train.cluster.ClusterFigures} how good they are. Vectors are rows of one flat array. JDK
 * alone; the same for the same vectors and seed.
 */
package dev.medley.platform.train.cluster;
