/**
 * Running what plugins wrote: blocking components on virtual threads, pure ones on a bounded pool of platform threads.
 * Only here is plugin code called, timed, counted, limited, given its context class loader and rescued. A component that
 * fails, overruns or is left out is an outcome like any other. Imports no framework.
 */
package dev.medley.platform.execute;
