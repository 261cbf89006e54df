/** What makes no sense to show: rooms off air, rooms just entered, hosts that the user has hidden. */
package dev.medley.live.filter;
