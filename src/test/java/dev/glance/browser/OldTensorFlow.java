package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Old versions of TensorFlow.js, of npm, without what they depend on. */
final class OldTensorFlow {
    static Path script(String version) throws IOException {
        Path folder = Files.createDirectories(Folders.OWN.resolve("old-tensorflow"));
        Path script = folder.resolve("tf-" + version + ".js");
        if (!Files.exists(script)) {
            run(folder, "npm", "pack", "--silent", "@tensorflow/tfjs@" + version);
            run(folder, "tar", "-xzf", "tensorflow-tfjs-" + version + ".tgz", "package/dist/tf.min.js");
            Files.move(folder.resolve("package/dist/tf.min.js"), script);
        }
        return script;
    }

    private static void run(Path folder, String... command) throws IOException {
        try {
            int status = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile()).start().waitFor();
            assertEquals(0, status, String.join(" ", command));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
