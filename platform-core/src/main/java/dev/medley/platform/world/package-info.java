/**
 * What this node knows of items, users and interactions: the ports that the engine, the trainer and HTTP read through.
 * The log ({@code event}) is the truth; an implementation ({@code store}) only follows it. Imports no framework.
 */
package dev.medley.platform.world;
