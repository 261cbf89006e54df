/** Learning factorisation machines. */
package dev.medley.platform.train.fm;
