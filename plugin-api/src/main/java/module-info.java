/**
 * The service provider interface of Medley: what a scenario team implements, and what the platform lends it.
 *
 * <p>It depends on the JDK alone and is compiled for release 21, so that the same plugin classes also load inside
 * stream engines. Packages, from the bottom up: {@code id}, {@code failure}, {@code entity}, {@code request},
 * {@code feature}, {@code candidate}, {@code score}, {@code slate}, {@code config}, {@code context},
 * {@code component}, {@code plugin}. Start reading at {@link dev.medley.spi.plugin}.
 */
module dev.medley.spi {
    exports dev.medley.spi.id;
    exports dev.medley.spi.failure;
    exports dev.medley.spi.entity;
    exports dev.medley.spi.request;
    exports dev.medley.spi.feature;
    exports dev.medley.spi.candidate;
    exports dev.medley.spi.score;
    exports dev.medley.spi.slate;
    exports dev.medley.spi.config;
    exports dev.medley.spi.context;
    exports dev.medley.spi.component;
    exports dev.medley.spi.plugin;

    uses dev.medley.spi.plugin.ScenarioPlugin;
}
