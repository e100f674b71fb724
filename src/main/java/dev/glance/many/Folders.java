package dev.glance.many;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The plan of copying pictures into folders by name. What it makes are names that every system takes. */
public final class Folders {
    /** The longest name of a folder, in characters. */
    static final int MOST = 80;
    /**
     * What Windows takes for devices, with any extension; between spaces.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file">Naming Files, Paths, and Namespaces</a>
     */
    private static final String DEVICES = " con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 com\u00b9 com\u00b2"
            + " com\u00b3 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 lpt\u00b9 lpt\u00b2 lpt\u00b3 conin$ conout$ ";

    /** What pictures' folders are called. */
    public interface Titles {
        /** Any text, for a picture that is done; it need not be fit for a folder. */
        String of(Item item);
    }

    /**
     * A copy that is to be made.
     *
     * @param item   of what
     * @param folder where to, one name
     * @param file   the copy's name, which no other one of the plan has there
     */
    public record Copy(Item item, String folder, String file) {
    }

    private Folders() {
    }

    /**
     * What is to be copied where: of the given pictures those that are done.
     *
     * @return in the order of the pictures
     */
    public static List<Copy> plan(List<Item> items, Titles titles) {
        List<Copy> plan = new ArrayList<>();
        // By their names in lower case, since to most systems "Dog" and "dog" are one.
        Map<String, String> folders = new HashMap<>();
        Set<String> taken = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Item item : items) {
            if (item.state() != Item.State.DONE) {
                continue;
            }
            String safe = safe(titles.of(item), MOST);
            String folder = folders.computeIfAbsent(safe.toLowerCase(), key -> safe);
            String name = safe(item.name(), Integer.MAX_VALUE);
            String file = name;
            String key = (folder + '/' + name).toLowerCase();
            int count = counts.getOrDefault(key, 1);
            while (!taken.add((folder + '/' + file).toLowerCase())) {
                count++;
                file = numbered(name, count);
            }
            counts.put(key, count);
            plan.add(new Copy(item, folder, file));
        }
        return plan;
    }

    /** Such as "a (2).jpg" of "a.jpg"; not longer than that where it is long, since systems take only 255 bytes. */
    public static String numbered(String name, int count) {
        String addition = " (" + count + ")";
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot) : "";
        String stem = name.substring(0, name.length() - extension.length());
        return (stem.length() > MOST ? cut(stem, stem.length() - addition.length()) : stem) + addition + extension;
    }

    /**
     * A name that Windows, macOS and Linux take, as like to a text as that can be.
     *
     * @param most the longest that it may become, in characters
     */
    static String safe(String text, int most) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPair(text, i)) {
                name.append(c).append(text.charAt(++i));
            } else {
                boolean fit = c >= ' ' && (c < 0x7f || c > 0x9f) && "<>:\"/\\|?*".indexOf(c) < 0 && (c < 0xd800 || c > 0xdfff);
                name.append(fit ? c : '_');
            }
        }
        String safe = trimmed(cut(trimmed(name.toString()), most));
        if (safe.isEmpty()) {
            return "_";
        }
        int dot = safe.indexOf('.');
        String device = trimmed(dot < 0 ? safe : safe.substring(0, dot)).toLowerCase();
        // And what begins with a dot is hidden.
        if (dot == 0 || DEVICES.contains(" " + device + " ") && device.indexOf(' ') < 0) {
            return trimmed(cut("_" + safe, most));
        }
        return safe;
    }

    /** Without spaces around it, and dots at its end. */
    private static String trimmed(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && name.charAt(start) == ' ') {
            start++;
        }
        while (end > start && (name.charAt(end - 1) == ' ' || name.charAt(end - 1) == '.')) {
            end--;
        }
        return name.substring(start, end);
    }

    /** The beginning of a text, without half a character at its end. */
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, most > 0 && isPair(text, most - 1) ? most - 1 : most);
    }

    /** Whether two units of UTF-16 are one character. */
    static boolean isPair(String text, int at) {
        return at + 1 < text.length() && text.charAt(at) >= 0xd800 && text.charAt(at) <= 0xdbff
                && text.charAt(at + 1) >= 0xdc00 && text.charAt(at + 1) <= 0xdfff;
    }
}
