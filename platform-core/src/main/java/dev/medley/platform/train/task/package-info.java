/**
 * One task of the examples as a problem of its own, for models that learn a head a task: which rows count, how much, and
 * what drawing noes has done to their logits. Pure; imports no framework.
 */
package dev.medley.platform.train.task;
