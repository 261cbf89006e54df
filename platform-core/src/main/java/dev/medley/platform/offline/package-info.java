/**
 * Work with models beside a running platform: {@code train}, {@code evaluate} and {@code score}, over the folders of data
 * sets and of models. Reads files and writes files; needs no server.
 */
package dev.medley.platform.offline;
