package dev.glance.page;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import dev.glance.image.CropMode;
import java.util.List;

/**
 * What the page's address asks for.
 *
 * @param model   {@code ?model=}: catalog id; empty for the site's default
 * @param size    {@code ?size=}: side of the model's input in pixels; 0 for its own
 * @param backend {@code ?backend=}: the backend to try first; empty to choose
 * @param threads {@code ?threads=}: how many threads compute one picture; 0 to find out
 * @param crop    {@code ?crop=}: which part of the picture the model sees
 * @param cropped whether it asks for one; else the model says
 * @param topK    {@code ?k=}: how many classes to show
 * @param careful {@code ?careful=}: whether to look at each picture more than once
 * @param language {@code ?lang=}: what the page speaks; empty for the browser's language
 * @param worker  {@code ?worker=no}: false to compute on the page's own thread
 */
public record PageOptions(String model, int size, String backend, int threads, Crop crop, boolean cropped, int topK,
                          Careful careful, String language, boolean worker) {
    /** The languages that the page speaks, English first. */
    static final List<String> LANGUAGES = List.of("en", "zh");
    static final int DEFAULT_TOP_K = 3;

    /** What a page without parameters does. */
    public static final PageOptions DEFAULT = new PageOptions("", 0, "", 0, CropMode.SQUARE, false, DEFAULT_TOP_K,
            Careful.AUTO, "", true);

    /** Whether a picture is looked at more than once. */
    public enum Careful {
        /** Where the first look is not sure and the machine is quick. */
        AUTO,
        ALWAYS,
        NEVER
    }

    private static final int MOST_DIGITS = 9;

    /** The value of a query parameter; empty where there is none. */
    public interface Query {
        String get(String name);
    }

    /**
     * Reads the address.
     *
     * @throws GlanceException {@code option} for a size, threads, crop, k, careful, lang or worker that means nothing
     */
    public static PageOptions read(Query query) {
        return new PageOptions(query.get("model"), number(query.get("size"), 0, "size", "size=160"), query.get("backend"),
                number(query.get("threads"), 0, "threads", "threads=2"), Crop.of(query.get("crop")),
                !query.get("crop").isEmpty(), number(query.get("k"), DEFAULT_TOP_K, "k", "k=5"), careful(query.get("careful")),
                language(query.get("lang")), worker(query.get("worker")));
    }

    private static int number(String text, int otherwise, String name, String example) {
        if (text.isEmpty()) {
            return otherwise;
        }
        // What the JDK reads numbers with would be 1 KB for these three.
        boolean plain = text.length() <= MOST_DIGITS;
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            plain &= digit >= 0 && digit <= 9;
            number = 10 * number + digit;
        }
        if (plain && number >= 1) {
            return number;
        }
        throw new GlanceException(ErrorCode.OPTION, "The address asks for " + name + "=\u201c" + text
                + "\u201d, which is not a number of at least 1.", "Use a number such as " + example + ", or leave it out.");
    }

    private static Careful careful(String text) {
        return switch (text) {
            case "" -> Careful.AUTO;
            case "1" -> Careful.ALWAYS;
            case "0" -> Careful.NEVER;
            default -> throw new GlanceException(ErrorCode.OPTION, "The address asks for careful=\u201c" + text
                    + "\u201d, which is neither 1 nor 0.", "Use careful=1, or leave it out.");
        };
    }

    /** Where a language stands among {@link #LANGUAGES}; negative for another. */
    static int place(String language) {
        for (int i = 0; i < LANGUAGES.size(); i++) {
            if (LANGUAGES.get(i).equals(language)) {
                return i;
            }
        }
        return -1;
    }

    private static String language(String text) {
        if (text.isEmpty() || place(text) >= 0) {
            return text;
        }
        throw new GlanceException(ErrorCode.OPTION, "The address asks for lang=\u201c" + text
                + "\u201d, which this page does not speak.", "Use lang=en or lang=zh, or leave it out.");
    }

    private static boolean worker(String text) {
        if (text.isEmpty() || text.equals("yes") || text.equals("no")) {
            return !text.equals("no");
        }
        throw new GlanceException(ErrorCode.OPTION, "The address asks for worker=\u201c" + text
                + "\u201d, which is neither yes nor no.", "Use worker=no, or leave it out.");
    }

    /** As these, with another model, at its own size, which sees another part of each picture. */
    PageOptions of(String other, Crop seen) {
        return new PageOptions(other, 0, backend, threads, seen, false, topK, careful, language, worker);
    }

    /** As these, on another backend. */
    PageOptions on(String other) {
        return new PageOptions(model, size, other, threads, crop, cropped, topK, careful, language, worker);
    }

    /** As these, for a model that sees another part of each picture where nobody asks for one. */
    PageOptions seeing(Crop own) {
        return cropped ? this : new PageOptions(model, size, backend, threads, own, false, topK, careful, language, worker);
    }

    /** Whether the address names a model, its size or a backend. */
    boolean special() {
        return !model.isEmpty() || size != 0 || !backend.isEmpty();
    }
}
