/** Learning logistic regression over hashed keys. */
package dev.medley.platform.train.lr;
