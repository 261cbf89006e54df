package dev.medley.benchmarks.rollout;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command is told.
 *
 * @param target the platform
 * @param seconds of changes, one each second
 * @param rate requests a second
 * @param candidates that each request brings; 0 to have the platform find them
 * @param model folder of the second model; empty to take what the platform has
 */
record RolloutOptions(URI target, double seconds, double rate, int candidates, Optional<Path> model) {
    private static final List<String> OPTIONS = List.of("--rate", "--candidates", "--model");
    private static final String USUAL_TARGET = "http://127.0.0.1:8080";
    private static final double USUAL_SECONDS = 60;
    /** Within so many every kind of change comes. */
    private static final double LEAST_SECONDS = 10;

    private static final double USUAL_RATE = 250;
    private static final int USUAL_CANDIDATES = 100;
    private static final int MOST_CANDIDATES = 2_000;
    private static final double MOST_SECONDS = 86_400;
    private static final double MOST_RATE = 100_000;

    /** @throws IllegalArgumentException if something is not allowed, naming it */
    static RolloutOptions parse(List<String> words) {
        List<String> places = new ArrayList<>();
        double rate = USUAL_RATE;
        int candidates = USUAL_CANDIDATES;
        Optional<Path> model = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (OPTIONS.contains(word)) {
                if (i + 1 == words.size()) {
                    throw new IllegalArgumentException("option '" + word + "' needs a value");
                }
                String value = words.get(++i);
                switch (word) {
                    case "--rate" -> rate = number(word, value, 1, MOST_RATE);
                    case "--candidates" -> candidates = (int) number(word, value, 0, MOST_CANDIDATES);
                    default -> model = Optional.of(Path.of(value));
                }
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("unknown option '" + word + "'; valid: " + OPTIONS);
            } else {
                places.add(word);
            }
        }
        if (places.size() > 2) {
            throw new IllegalArgumentException("at most a URL and seconds are allowed, not " + places);
        }
        if (model.isPresent() && !Files.isDirectory(model.get())) {
            throw new IllegalArgumentException("--model '" + model.get() + "' is not a folder");
        }
        return new RolloutOptions(
                target(places.isEmpty() ? USUAL_TARGET : places.getFirst()),
                places.size() < 2 ? USUAL_SECONDS : number("seconds", places.get(1), LEAST_SECONDS, MOST_SECONDS),
                rate,
                candidates,
                model);
    }

    private static URI target(String text) {
        try {
            URI target = URI.create(text);
            if ("http".equals(target.getScheme()) && target.getHost() != null && target.getPort() > 0) {
                return target;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new IllegalArgumentException("'" + text + "' is not allowed; http://HOST:PORT is");
    }

    private static double number(String name, String text, double least, double most) {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException(
                name + ": '" + text + "' is not allowed; a number from " + least + " to " + most + " is");
    }
}
