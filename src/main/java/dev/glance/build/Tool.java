package dev.glance.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs another program of this machine. */
final class Tool {
    private static final boolean WINDOWS = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");

    private Tool() {
    }

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param text   what it printed
     */
    record Result(int status, String text) {
        /** The last line printed that says something, for a one-line message. */
        String lastLine() {
            String last = "";
            for (String line : text.split("\\R")) {
                last = line.isBlank() ? last : line.strip();
            }
            return last;
        }
    }

    /** The name under which a script of Node's, such as npm, is started here. */
    static String script(String name) {
        return WINDOWS ? name + ".cmd" : name;
    }

    /**
     * Runs a program to its end.
     *
     * @param folder  where it runs
     * @param input   what it reads
     * @param minutes after which it is stopped
     * @param command the program and its arguments
     * @throws IOException    where there is no such program
     * @throws BuildException where it takes too long
     */
    static Result run(Path folder, String input, int minutes, List<String> command) throws IOException {
        // To a file, so that a program which prints much, or leaves children behind, cannot block this one.
        Path output = Files.createTempFile("glance", ".log");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new BuildException(command.get(0) + " was stopped after " + minutes
                        + " minutes without coming to an end; is the network slow? Run the command again.");
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("Interrupted while " + command.get(0) + " ran.", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
