/**
 * Work with models beside a running platform: {@code train}, {@code evaluate} and {@code score}, and {@code rerank-eval},
 * which compares ways of laying slates; over the folders of data sets and of models. Reads files and writes files; needs no
 * server.
 */
package dev.medley.platform.offline;
