/**
 * Safety has the last word and fails closed: whatever a rule forbids, cannot judge or was not given the means to judge
 * is not shown. Imports no framework.
 */
package dev.medley.platform.safety;
