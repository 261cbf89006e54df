package dev.medley.platform.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process starts; the launcher script passes its command and options on unchanged. */
@QuarkusMain
public final class Medley {

    private Medley() {}

    public static void main(String[] args) {
        Quarkus.run(args);
    }
}
