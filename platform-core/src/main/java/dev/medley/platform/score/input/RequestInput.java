package dev.medley.platform.score.input;

/**
 * What depends on the request alone: who asks, what was typed, what the user did. Immutable.
 *
 * @param keys keys of the fields that belong to the request
 * @param history what the user did before
 */
public record RequestInput(FieldKeys keys, HistoryInput history) {}
