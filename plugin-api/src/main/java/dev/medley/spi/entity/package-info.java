/**
 * What the world consists of: {@link dev.medley.spi.entity.Item items}, {@link dev.medley.spi.entity.UserProfile
 * users} and their {@link dev.medley.spi.entity.Interaction interactions}, as the platform's store knows them. All are
 * immutable snapshots: a later write makes a new object, never changes one that a request holds.
 */
package dev.medley.spi.entity;
