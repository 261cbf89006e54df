package dev.medley.platform.train.torch;

import dev.medley.platform.score.input.FieldKeys;
import dev.medley.platform.score.input.HistoryInput;
import dev.medley.platform.train.TrainerSettings;
import dev.medley.platform.train.example.Examples;
import dev.medley.spi.feature.FeatureHash;

/** Tells one training from another by all that its outcome depends on. One thread. */
final class Fingerprint {
    private long state = 2;

    private Fingerprint() {}

    /** That of a training of that kind of network. */
    static String of(
            TorchNetwork network, FitSettings fit, TrainerSettings settings, Examples learn, Examples validation) {
        Fingerprint print = new Fingerprint();
        print.add(FeatureHash.of(network.getClass().getName() + network + fit));
        print.add(settings.seed());
        print.add(settings.epochs());
        print.add(settings.threads());
        print.add(settings.funnelParents());
        settings.parent().ifPresent(parent -> {
            print.add(FeatureHash.of(parent.revision()));
            print.add(parent.domains());
            print.add(parent.keepsUnused() ? 1 : 0);
        });
        print.add(learn);
        print.add(validation);
        return Long.toHexString(print.state);
    }

    private void add(Examples examples) {
        add(examples.domains());
        add(examples.width());
        add(examples.item());
        add(examples.request());
        add(examples.domain());
        add(examples.historyEnd());
        add(examples.passedOver());
        add(examples.time());
        add(examples.statistics());
        add(examples.rateLog());
        for (float[] labels : examples.labels()) {
            add(labels);
        }
        for (boolean drawn : examples.drawnTasks()) {
            add(drawn ? 1 : 0);
        }
        examples.items().forEach(item -> add(item.keys()));
        examples.requests().forEach(request -> {
            add(request.keys());
            HistoryInput history = request.history();
            add(history.items());
            add(history.categories());
            add(history.surfaces());
            add(history.actions());
            add(history.times());
        });
    }

    private void add(FieldKeys keys) {
        add(keys.keys());
        for (byte field : keys.fields()) {
            add(field);
        }
    }

    private void add(long[] numbers) {
        add(numbers.length);
        for (long number : numbers) {
            add(number);
        }
    }

    private void add(int[] numbers) {
        add(numbers.length);
        for (int number : numbers) {
            add(number);
        }
    }

    private void add(float[] numbers) {
        add(numbers.length);
        for (float number : numbers) {
            add(Float.floatToIntBits(number));
        }
    }

    private void add(long number) {
        state = (state ^ number) * 0x9E3779B97F4A7C15L;
        state ^= state >>> 29;
    }
}
