package dev.medley.platform.offline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which revision of the code runs, where it runs in a clone of its repository and git is there to ask. */
final class GitRevision {
    private static final int WAIT_SECONDS = 5;

    private GitRevision() {}

    /** The commit's hash, with {@code -dirty} behind it if tracked files were changed. */
    static Optional<String> find() {
        return ask("rev-parse", "HEAD")
                .filter(hash -> hash.matches("[0-9a-f]{7,64}"))
                .map(hash -> ask("status", "--porcelain", "--untracked-files=no")
                                .filter(changes -> !changes.isEmpty())
                                .isPresent()
                        ? hash + "-dirty"
                        : hash);
    }

    private static Optional<String> ask(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean ended = git.waitFor(WAIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
            return ended ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
