/**
 * Ranking policy: the layers that a scenario's effective configuration is made of, and the files that hold them.
 *
 * <p>Weakest first: the property's default, {@code config/defaults.yaml} (for every scenario that has the key), {@code
 * config/scenarios/<id>.yaml}, the live override. What is more specific wins. Imports no framework.
 */
package dev.medley.platform.config;
