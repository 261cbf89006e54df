/**
 * Live rooms: what is on air, for this user, now.
 *
 * <p>{@link dev.medley.live.LivePlugin} is the entry point, {@link dev.medley.live.LiveScenarioFactory} describes the
 * scenario, and {@code LiveScenario} is its wiring page: every component in the order in which it runs. The components
 * are in the sub-packages, one a file:
 *
 * <ul>
 *   <li>{@code source}: followed hosts, shared audiences, similar content, trending rooms, the user's games, new hosts; as
 *       a fallback the most viewed rooms. All look into one index of the rooms on air
 *   <li>{@code feature}: the room's state and velocity, and what ties the user to its game and host
 *   <li>{@code filter}: rooms off air, rooms just entered, hosts that the user has hidden
 *   <li>{@code score}: the value of entering and following, and the adjusters
 *   <li>{@code slate}: caps on hosts and games, a share for new hosts, variety of games
 *   <li>{@code safety}: only what is on air now; mature rooms for known adults only
 *   <li>{@code config}: what operators may turn, and the names of the items' attributes
 * </ul>
 *
 * <p>A room is an item of the surface {@code live}; its author is the host and its first category the game. Flag {@code
 * on_air}, number {@code viewers}, flag {@code mature} and text {@code language} are its attributes, and {@code
 * publishedAt} is when it went on air. Tasks: {@code click} (enters the room) and {@code follow}.
 */
package dev.medley.live;
