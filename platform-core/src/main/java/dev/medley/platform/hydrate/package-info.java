/**
 * Hydration: the shared features first, then the scenario's feature providers, each as soon as those whose outputs it
 * reads have ended. What a provider wrote is seen only when it has returned in time. Imports no framework.
 */
package dev.medley.platform.hydrate;
