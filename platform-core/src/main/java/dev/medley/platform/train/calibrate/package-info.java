/**
 * Making scores mean what they say: a monotone map from a model's probability to one that agrees with what is observed,
 * fitted per scenario and task on rows that the model has not learnt from. Values of different scenarios and tasks can be
 * added and compared only after it. {@link dev.medley.platform.train.calibrate.Calibrations} fits and chooses, {@link
 * dev.medley.platform.train.calibrate.Calibration} applies, and goes into an array of numbers and back.
 */
package dev.medley.platform.train.calibrate;
