/**
 * The data set format, the one door for data: a folder with a declaration and files of one JSON object a line.
 *
 * <p>{@link dev.medley.platform.dataset.DatasetFolder} opens one, {@link dev.medley.platform.dataset.DatasetLines} reads
 * a file of it and judges every line, {@link dev.medley.platform.dataset.DatasetImport} brings it through a {@link
 * dev.medley.platform.dataset.DatasetSink} into a platform, and {@link dev.medley.platform.dataset.DatasetWriter} makes
 * one. {@code docs/dataset-format.md} describes it for people.
 */
package dev.medley.platform.dataset;
