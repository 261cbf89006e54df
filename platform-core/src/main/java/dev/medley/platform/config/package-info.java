/**
 * Ranking policy: the layers that the effective configuration of a scenario or of the mixed page is made of, the files that
 * hold them, and the properties that are the platform's own.
 *
 * <p>Weakest first: the property's default, {@code config/defaults.yaml} (for everybody who has the key), {@code
 * config/scenarios/<id>.yaml} or {@code config/page.yaml}, the live override. What is more specific wins. Imports no
 * framework.
 */
package dev.medley.platform.config;
