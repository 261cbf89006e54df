/**
 * A learnt model's numbers as named tensors, and the file they are kept in: safetensors, which other tools read and
 * which can do nothing but hold numbers. {@link dev.medley.platform.score.weights.Tensors} is what a model gives and
 * takes, {@link dev.medley.platform.score.weights.SafetensorsFile} its bytes. JDK alone: the header's JSON has so small
 * a grammar that it is read here, byte by byte.
 */
package dev.medley.platform.score.weights;
