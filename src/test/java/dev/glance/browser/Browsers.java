package dev.glance.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import dev.glance.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The browsers of this machine. Started once for all tests, closed when the JVM ends. */
final class Browsers {
    /** A path to Chromium, Chrome or Edge that goes before what is found. */
    private static final String CHROMIUM_VARIABLE = "GLANCE_CHROMIUM";
    private static final List<String> CHROMIUM_NAMES = List.of("chromium", "chromium-browser", "google-chrome-stable",
            "google-chrome", "microsoft-edge-stable", "microsoft-edge", "chrome.exe", "msedge.exe");
    private static final List<String> CHROMIUM_PLACES = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
            "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe");
    /** The first with {@code network.addDataCollector}. */
    private static final int OLDEST_FIREFOX = 143;
    private static final String CLI_PROPERTY = "playwright.cli.dir";
    private static final String INSTALL = "Install one (Debian: apt-get install chromium; macOS: brew install chromium; "
            + "Windows: Edge is there), or name it in " + CHROMIUM_VARIABLE + ".";

    private static Playwright playwright;
    private static Browser primary;
    private static Browser firefox;

    private Browsers() {
    }

    /** The browser that all tests run in: Chromium, Chrome or Edge, else one that Playwright fetches, else Firefox. */
    static synchronized Browser primary() {
        if (primary == null) {
            Optional<Path> chromium = chromium();
            if (chromium.isPresent()) {
                primary = playwright().chromium().launch(chromiumOptions().setExecutablePath(chromium.get()));
            } else if (fetchChromium()) {
                primary = playwright().chromium().launch(chromiumOptions());
            } else if (firefoxPath().isPresent()) {
                System.out.println("Left out: Chromium, which is not on this machine. The tests run in Firefox.");
                primary = firefox();
            } else {
                throw new IllegalStateException("No browser was found for the tests, and none could be fetched. "
                        + INSTALL);
            }
            System.out.println("Browser tests run in " + primary.browserType().name() + " " + primary.version());
        }
        return primary;
    }

    /** Another Chromium, with more arguments than {@link #primary()}; whoever asks closes it. */
    static synchronized Browser chromium(List<String> arguments) {
        List<String> all = new ArrayList<>(chromiumOptions().args);
        all.addAll(arguments);
        LaunchOptions options = chromiumOptions().setArgs(all);
        chromium().ifPresent(options::setExecutablePath);
        return playwright().chromium().launch(options);
    }

    /** Whether {@link #primary()} is Chromium or one of its kind. */
    static boolean primaryIsChromium() {
        return primary().browserType().name().equals("chromium");
    }

    /** Firefox, over WebDriver BiDi. */
    static synchronized Browser firefox() {
        if (firefox == null) {
            firefox = playwright().firefox().launch(new LaunchOptions().setChannel("moz-firefox")
                    .setExecutablePath(firefoxPath().orElseThrow()));
        }
        return firefox;
    }

    /** Firefox, if it is new enough for what Playwright asks it over BiDi. */
    static Optional<Path> firefoxPath() {
        return find(List.of("firefox-esr", "firefox", "firefox.exe"),
                List.of("/Applications/Firefox.app/Contents/MacOS/firefox")).filter(path -> version(path) >= OLDEST_FIREFOX);
    }

    private static int version(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher number = Pattern.compile("(\\d+)\\.").matcher(text);
            return number.find() ? Integer.parseInt(number.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** WebKitGTK's W3C WebDriver. */
    static Optional<Path> webKitDriverPath() {
        return find(List.of("WebKitWebDriver"), List.of());
    }

    private static Optional<Path> chromium() {
        String named = System.getenv(CHROMIUM_VARIABLE);
        return named != null ? Optional.of(Path.of(named)) : find(CHROMIUM_NAMES, CHROMIUM_PLACES);
    }

    private static LaunchOptions chromiumOptions() {
        // Without a sandbox since CI runs as root in a container; the pages are the project's own.
        return new LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-background-networking"));
    }

    private static boolean fetchChromium() {
        try {
            Path cli = cliFolder();
            Process process = new ProcessBuilder(cli.resolve("node").toString(), cli.resolve("package/cli.js").toString(),
                    "install", "chromium-headless-shell").redirectErrorStream(true)
                    .redirectOutput(Folders.OWN.resolve("playwright-install.log").toFile()).start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static synchronized Playwright playwright() {
        if (playwright == null) {
            try {
                System.setProperty(CLI_PROPERTY, cliFolder().toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return playwright;
    }

    /** Playwright's Java part wants its driver in a folder with {@code node} and {@code package}. */
    private static Path cliFolder() throws IOException {
        Path folder = Files.createDirectories(Folders.OWN.resolve("playwright"));
        link(folder.resolve("package"), Folders.NODE.resolve("node_modules/playwright-core"));
        link(folder.resolve("node"), find(List.of("node", "node.exe"), List.of())
                .orElseThrow(() -> new IllegalStateException("node is not on the PATH")));
        return folder;
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.exists(link)) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, target);
        }
    }

    private static Optional<Path> find(List<String> names, List<String> places) {
        List<Path> candidates = new ArrayList<>();
        for (String name : names) {
            for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
                candidates.add(Path.of(folder, name));
            }
        }
        places.forEach(place -> candidates.add(Path.of(place)));
        return candidates.stream().filter(Files::isExecutable).findFirst();
    }

    /** Lets pages think that there are two cores at most: how many workers and threads there are is the same on every machine. */
    static void limitCores(BrowserContext context) {
        context.addInitScript("{ const cores = Object.getOwnPropertyDescriptor(Navigator.prototype, 'hardwareConcurrency').get;"
                + " Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', {configurable: true,"
                + " get() { return Math.min(2, cores.call(this)); }}); }");
    }
}
