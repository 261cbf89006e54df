/**
 * Training of the neural kinds on DJL's PyTorch runtime; the one package that imports it. The embedding tables, their
 * gathering and their steps are ours, in Java; the dense part's gradients are PyTorch's.
 */
package dev.medley.platform.train.torch;
