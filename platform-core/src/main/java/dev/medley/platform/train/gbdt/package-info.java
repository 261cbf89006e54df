/** Learning boosted trees with XGBoost. The only package that knows it: what it learns is read off and served without. */
package dev.medley.platform.train.gbdt;
