package dev.glance.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Serves {@code target/site} until Ctrl-C: the goal {@code exec:java}. */
public final class Serve {
    private static final int FIRST_PORT = 8080;

    private Serve() {
    }

    /**
     * @param args the site's folder
     */
    public static void main(String[] args) throws IOException {
        Path site = Path.of(args[0]);
        if (!Files.exists(site.resolve("index.html"))) {
            throw new BuildException("There is no site in " + site + " yet; run `mvn package exec:java`.");
        }
        String address = SiteServer.start(site, FIRST_PORT).address();
        System.out.println();
        System.out.println("Glance: open " + address + "  (Ctrl-C ends it)");
        open(address);
    }

    /** Opens the person's browser, where there is a screen to open it on. */
    private static void open(String address) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command;
        if (os.contains("mac")) {
            command = List.of("open", address);
        } else if (os.contains("windows")) {
            command = List.of("rundll32", "url.dll,FileProtocolHandler", address);
        } else {
            boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
            command = screen ? List.of("xdg-open", address) : List.of();
        }
        if (command.isEmpty() || System.getenv("CI") != null) {
            return;
        }
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            System.out.println("Glance: the browser could not be opened (" + e.getMessage()
                    + "); open the address above yourself.");
        }
    }
}
