package dev.glance.image;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule of a style sheet, as far as it makes elements refer to others.
 *
 * @param selectors to what it applies, each a {@code tag.class#id} or a part of that; empty for everything
 * @param addresses what it refers to
 * @param numbers   how many numbers it holds, where it draws a path
 */
record StyleRule(List<String> selectors, List<String> addresses, int numbers) {
    /**
     * Reads the rules of a style sheet, those inside conditions and animations too.
     *
     * @param text as {@link #plain} makes it
     */
    static void read(String text, List<StyleRule> rules) {
        int from = 0;
        int open = text.indexOf('{');
        while (open >= 0) {
            int nested = text.indexOf('{', open + 1);
            int close = text.indexOf('}', open);
            if (close < 0) {
                close = text.length();
            }
            if (nested < 0 || nested > close) {
                String head = text.substring(from, open);
                StyleRule rule = of(head.substring(Math.max(head.lastIndexOf('}'), head.lastIndexOf(';')) + 1),
                        text.substring(open + 1, close));
                if (!rule.addresses.isEmpty() || rule.numbers > 0) {
                    rules.add(rule);
                }
                from = Math.min(close + 1, text.length());
                open = nested;
            } else {
                // A block of rules.
                from = open + 1;
                open = nested;
            }
        }
    }

    private static StyleRule of(String head, String body) {
        List<String> selectors = new ArrayList<>();
        int from = 0;
        while (from <= head.length()) {
            int comma = head.indexOf(',', from);
            int end = comma < 0 ? head.length() : comma;
            selectors.add(last(head.substring(from, end)));
            from = end + 1;
        }
        boolean all = false;
        for (String selector : selectors) {
            all |= selector.isEmpty();
        }
        return new StyleRule(all ? List.of() : selectors, addresses(body),
                body.contains("path(") ? DrawingReader.numbers(body) : 0);
    }

    /** What a selector says of the element itself; empty where that is more than is understood here. */
    private static String last(String selector) {
        String text = selector.trim();
        int at = text.length();
        while (at > 0 && text.charAt(at - 1) > ' ' && ">+~".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        String last = text.substring(at);
        for (int i = 0; i < last.length(); i++) {
            if ("[:()*%&|@".indexOf(last.charAt(i)) >= 0) {
                return "";
            }
        }
        // Steps of an animation, which somebody plays.
        return last.equals("from") || last.equals("to") ? "" : last;
    }

    /**
     * Whether it applies to an element; where that depends on more than the element, it does.
     *
     * @param classes each with a space before and behind it
     */
    boolean matches(String name, String id, String classes) {
        for (String selector : selectors) {
            if (matches(selector, name, id, classes)) {
                return true;
            }
        }
        return selectors.isEmpty();
    }

    private static boolean matches(String selector, String name, String id, String classes) {
        int from = 0;
        while (from < selector.length()) {
            int end = from + 1;
            while (end < selector.length() && selector.charAt(end) != '.' && selector.charAt(end) != '#') {
                end++;
            }
            String part = selector.substring(from, end);
            boolean fits = switch (part.charAt(0)) {
                case '.' -> classes.contains(" " + part.substring(1) + " ");
                case '#' -> id.equals(part.substring(1));
                default -> name.equals(part);
            };
            if (!fits) {
                return false;
            }
            from = end;
        }
        return true;
    }

    /** The addresses in {@code url()}, without quotes. */
    static List<String> addresses(String style) {
        List<String> addresses = new ArrayList<>();
        String lower = DrawingReader.small(style);
        int at = lower.indexOf("url(");
        while (at >= 0) {
            int from = at + 4;
            while (from < style.length() && style.charAt(from) <= ' ') {
                from++;
            }
            char quote = from < style.length() ? style.charAt(from) : ')';
            boolean quoted = quote == '"' || quote == '\'';
            int end = style.indexOf(quoted ? quote : ')', from + (quoted ? 1 : 0));
            end = end < 0 ? style.length() : end;
            addresses.add(style.substring(Math.min(end, quoted ? from + 1 : from), end).trim());
            at = lower.indexOf("url(", end);
        }
        return addresses;
    }

    /** Whether a variable holds an address: what is told by a reference is then told of whoever uses the variable. */
    static boolean hasVariableAddress(String style) {
        String lower = DrawingReader.small(style);
        int at = lower.indexOf("url(");
        while (at >= 0) {
            int start = at;
            while (start > 0 && ";{}".indexOf(style.charAt(start - 1)) < 0) {
                start--;
            }
            if (style.substring(start, at).trim().startsWith("--")) {
                return true;
            }
            at = lower.indexOf("url(", at + 4);
        }
        return false;
    }

    /** A style without comments, and with characters in place of backslashes and their numbers. */
    static String plain(String style) {
        return unescaped(withoutComments(style));
    }

    private static String unescaped(String style) {
        if (style.indexOf('\\') < 0) {
            return style;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < style.length()) {
            if (style.charAt(at) != '\\') {
                out.append(style.charAt(at));
                at++;
                continue;
            }
            int end = at + 1;
            int code = 0;
            while (end < style.length() && end < at + 7 && DrawingReader.digit(style.charAt(end)) >= 0) {
                code = code * 16 + DrawingReader.digit(style.charAt(end));
                end++;
            }
            if (end > at + 1) {
                DrawingReader.append(out, code <= 0x10ffff ? code : '?');
                at = end < style.length() && style.charAt(end) <= ' ' ? end + 1 : end;
            } else {
                // The character itself follows.
                at++;
                out.append(at < style.length() ? style.substring(at, at + 1) : "");
                at++;
            }
        }
        return out.toString();
    }

    private static String withoutComments(String sheet) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        int at = sheet.indexOf("/*");
        while (at >= 0) {
            out.append(sheet, from, at).append(' ');
            int end = sheet.indexOf("*/", at + 2);
            from = end < 0 ? sheet.length() : end + 2;
            at = sheet.indexOf("/*", from);
        }
        return out.append(sheet, from, sheet.length()).toString();
    }
}
