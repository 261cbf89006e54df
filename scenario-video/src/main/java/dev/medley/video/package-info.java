/**
 * Videos: what this user may want to watch next.
 *
 * <p>{@link dev.medley.video.VideoPlugin} is the entry point, {@link dev.medley.video.VideoScenarioFactory} describes
 * the scenario, and {@code VideoScenario} is its wiring page: every component in the order in which it runs. The
 * components are in the sub-packages, one a file:
 *
 * <ul>
 *   <li>{@code source}: item-to-item from the history, what is popular in the cohort and in favourite genres, followed
 *       authors, fresh uploads, the long tail; as a fallback what is popular with everybody
 *   <li>{@code feature}: length, taste in genres, share watched of the like, the cohort's share, fame
 *   <li>{@code filter}: what the user has hidden or just watched
 *   <li>{@code score}: the value of watching and liking, and the adjusters
 *   <li>{@code slate}: caps on authors and genres, a share for the little known
 *   <li>{@code safety}: nothing that the user is too young for
 *   <li>{@code config}: what operators may turn, and the names of the items' attributes
 * </ul>
 *
 * <p>A video is an item of the surface {@code video}; its author made it, its categories are genres, the most important
 * first. Number {@code duration_s}, flag {@code mature} and text {@code age_group} are its attributes. Tasks: {@code
 * click} (starts it) and {@code like}.
 */
package dev.medley.video;
