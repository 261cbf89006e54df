package dev.medley.platform.batch;

import dev.medley.spi.failure.ContractBreachException;
import dev.medley.spi.feature.FeatureSchema;
import dev.medley.spi.feature.FeatureSpec;
import dev.medley.spi.feature.SharedFeatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each feature's column stands: the shared features first, then the scenario's. Made once for a scenario. */
public final class ColumnLayout {
    private final List<FeatureSpec> features;
    private final Map<String, Integer> indexByName;
    private final Column[] missing;
    private final Column[] failed;

    /** A layout of the shared features and those of the schema. */
    public ColumnLayout(FeatureSchema schema) {
        List<FeatureSpec> all = new ArrayList<>(SharedFeatures.ALL);
        all.addAll(schema.features());
        features = List.copyOf(all);
        indexByName = HashMap.newHashMap(features.size());
        missing = new Column[features.size()];
        failed = new Column[features.size()];
        for (int index = 0; index < features.size(); index++) {
            FeatureSpec feature = features.get(index);
            indexByName.put(feature.name(), index);
            missing[index] = Column.uniform(feature, Column.MISSING);
            failed[index] = Column.uniform(feature, Column.FAILED);
        }
    }

    /** The features, in the order of their columns. */
    public List<FeatureSpec> features() {
        return features;
    }

    /** How many features there are. */
    int size() {
        return missing.length;
    }

    /**
     * Where that feature's column stands.
     *
     * @throws ContractBreachException if exactly this feature is neither shared nor in the scenario's schema
     */
    int indexOf(FeatureSpec feature) {
        Integer index = indexByName.get(feature.name());
        if (index == null) {
            throw new ContractBreachException("feature '" + feature.name()
                    + "' is neither shared nor in the scenario's feature schema, which has " + indexByName.keySet());
        }
        FeatureSpec declared = features.get(index);
        if (declared != feature && !declared.equals(feature)) {
            throw new ContractBreachException(
                    "feature '" + feature.name() + "' is declared as " + declared + "; it was asked for as " + feature);
        }
        return index;
    }

    Column missing(int index) {
        return missing[index];
    }

    Column failed(int index) {
        return failed[index];
    }
}
