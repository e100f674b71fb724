package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Contrast of the page's colours, light and dark.
 *
 * @see <a href="https://www.w3.org/TR/WCAG21/#contrast-minimum">WCAG 2.1, 1.4.3 and 1.4.11</a>
 */
class ContrastTest {
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    @Test
    void textIsReadableAndEdgesAreVisible() throws IOException {
        String css = Files.readString(Folders.PROJECT.resolve("webapp/app.css"));
        int dark = css.indexOf("prefers-color-scheme: dark");
        assertTrue(dark > 0);
        Map<String, Integer> light = colours(css.substring(0, dark));
        Map<String, Integer> night = new HashMap<>(light);
        night.putAll(colours(css.substring(dark)));
        for (Map<String, Integer> colours : java.util.List.of(light, night)) {
            for (String ground : new String[] {"ground", "card"}) {
                check(colours, "ink", ground, 4.5);
                check(colours, "soft", ground, 4.5);
                check(colours, "accent", ground, 4.5);
                check(colours, "field", ground, 3);
            }
            check(colours, "on-accent", "accent", 4.5);
            check(colours, "on-accent", "accent-strong", 4.5);
            check(colours, "ink", "bad-ground", 4.5);
            check(colours, "bad", "bad-ground", 4.5);
            check(colours, "bar-first", "well", 3);
        }
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return colours;
    }

    private static void check(Map<String, Integer> colours, String front, String back, double least) {
        double a = luminance(colours.get(front));
        double b = luminance(colours.get(back));
        double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        assertTrue(contrast >= least, front + " on " + back + ": " + contrast);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int level) {
        double s = level / 255.0;
        return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }
}
