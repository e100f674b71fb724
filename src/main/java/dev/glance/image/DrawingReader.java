package dev.glance.image;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads of an SVG file which elements there are and which of them refer to which. It takes in more than a browser would
 * rather than less, and never gives up: what is not well-formed a browser does not draw.
 */
final class DrawingReader {
    /** What entities add to the text, at most. */
    private static final int MOST_ADDED = 1_000_000;
    /** Entities in entities, and drawings in drawings. */
    private static final int DEEPEST = 8;
    /** References of one element, those handed down to it included. */
    private static final int MOST_TARGETS = 50;
    /** Rules of style sheets, times elements. */
    private static final double MOST_MATCHES = 5e6;
    /** A mask or filter is painted apart before it is applied. */
    private static final int COST_OF_LAYER = 8;

    private final String text;
    private final int depth;
    private final List<Element> elements = new ArrayList<>();
    private final List<Element> open = new ArrayList<>();
    private final Map<String, Element> ids = new HashMap<>();
    private final List<StyleRule> rules = new ArrayList<>();
    /** Drawings inside this one, by their addresses. */
    private final Map<String, List<Element>> inner = new HashMap<>();

    /** There is more than anybody should draw. */
    static final class ExcessiveException extends Exception {
    }

    /** One element; in the list of them, those inside it follow it. */
    static final class Element {
        private final String name;
        private final int index;
        private int end;
        private String id = "";
        private String classes = "";
        private final List<String> references = new ArrayList<>();
        private final List<Element> targets = new ArrayList<>();
        private final List<List<Element>> inner = new ArrayList<>();
        private int numbers;

        private Element(String name, int index) {
            this.name = name;
            this.index = index;
            end = index + 1;
        }

        /** Its place in the list. */
        int index() {
            return index;
        }

        /** The place behind the last element inside it. */
        int end() {
            return end;
        }

        /** What is drawn for it, or in it, again. */
        List<Element> targets() {
            return targets;
        }

        /** Drawings inside it that are files of their own. */
        List<List<Element>> inner() {
            return inner;
        }

        /** Those that count for what is inside it too. */
        List<Element> handedDown() {
            if (targets.isEmpty()) {
                return targets;
            }
            List<Element> result = new ArrayList<>();
            for (Element target : targets) {
                if (target.isPaint()) {
                    result.add(target);
                }
            }
            return result;
        }

        /** Whether it is painted with, along what is inside an element too. */
        boolean isPaint() {
            return name.equals("pattern") || name.equals("marker");
        }

        /** Whether what it refers to is drawn as if it were inside it. */
        boolean isUse() {
            return name.equals("use");
        }

        boolean isHtml() {
            return name.equals("foreignObject");
        }

        /** How much one element of it costs where the given one refers to it. */
        double cost(Element referring) {
            return switch (name) {
                case "mask", "filter" -> COST_OF_LAYER;
                // One at each corner of the path.
                case "marker" -> Math.max(1, referring.numbers);
                default -> 1;
            };
        }

        /** A colour is not drawn for each that refers to it. */
        private boolean isGradient() {
            return name.equals("linearGradient") || name.equals("radialGradient");
        }

        private boolean copiesWhatItRefersTo() {
            return switch (name) {
                case "use", "feImage", "pattern", "mask", "clipPath", "filter", "marker" -> true;
                default -> false;
            };
        }
    }

    private DrawingReader(String text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    /** The elements of a file, in its order. */
    static List<Element> read(byte[] bytes) throws ExcessiveException {
        return read(decoded(bytes), 0);
    }

    private static List<Element> read(String text, int depth) throws ExcessiveException {
        if (depth > DEEPEST) {
            throw new ExcessiveException();
        }
        DrawingReader reader = new DrawingReader(withEntities(text), depth);
        reader.readElements();
        reader.resolve();
        return reader.elements;
    }

    // The text

    /** The text of a file. In encodings that are not looked for, at least the letters that matter here are the same. */
    private static String decoded(byte[] bytes) {
        if (bytes.length > 1) {
            int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
            // Marked, or seen from its first character.
            if (first == 0xfeff || first == '<') {
                return utf16(bytes, 0);
            }
            if (first == 0xfffe || first == '<' << 8) {
                return utf16(bytes, 1);
            }
        }
        return utf8(bytes, bytes.length);
    }

    private static String utf16(byte[] bytes, int high) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            text.append((char) ((bytes[i + high] & 0xff) << 8 | bytes[i + 1 - high] & 0xff));
        }
        return text.toString();
    }

    /** UTF-8; what is none is taken for Latin-1. */
    private static String utf8(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(length);
        int at = 0;
        while (at < length) {
            int first = bytes[at] & 0xff;
            int more = first < 0xc0 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
            int code = more == 0 ? first : first & 0x3f >> more;
            for (int i = 1; i <= more; i++) {
                int next = at + i < length ? bytes[at + i] & 0xff : 0;
                if (next >> 6 != 2) {
                    more = 0;
                    code = first;
                } else {
                    code = code << 6 | next & 0x3f;
                }
            }
            append(text, code);
            at += 1 + more;
        }
        return text.toString();
    }

    static void append(StringBuilder text, int code) {
        if (code < 0x10000) {
            text.append((char) code);
        } else {
            text.append((char) (0xd7c0 + (code >> 10))).append((char) (0xdc00 | code & 0x3ff));
        }
    }

    /** The text with what its own entities stand for in place of them. */
    private static String withEntities(String text) throws ExcessiveException {
        int type = text.indexOf('<');
        while (type >= 0 && behindUnread(text, type) > type) {
            type = text.indexOf('<', behindUnread(text, type));
        }
        int at = type < 0 || !text.startsWith("<!DOCTYPE", type) ? -1 : text.indexOf('[', type);
        if (at < 0 || text.indexOf('>', type) < at) {
            return text;
        }
        Map<String, String> entities = new HashMap<>();
        at++;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.charAt(at) == '%') {
                // Entities for the declaration itself: no drawing needs them.
                throw new ExcessiveException();
            }
            at = text.charAt(at) == '<' ? readDeclaration(text, at, entities) : at + 1;
        }
        StringBuilder expanded = new StringBuilder();
        expand(text.substring(Math.min(at + 1, text.length())), entities, 0, expanded, text.length() + MOST_ADDED);
        return expanded.toString();
    }

    /** @return the place behind the declaration that begins at the given one */
    private static int readDeclaration(String text, int from, Map<String, String> entities) throws ExcessiveException {
        int at = behindUnread(text, from);
        if (at > from) {
            return at;
        }
        List<String> values = new ArrayList<>();
        int quote = from;
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int end = text.indexOf(c, at + 1);
                end = end < 0 ? text.length() : end;
                quote = values.isEmpty() ? at : quote;
                values.add(text.substring(at + 1, end));
                at = end;
            }
            at++;
        }
        int name = skipSpace(text, from + 8);
        int nameEnd = name;
        while (nameEnd < text.length() && text.charAt(nameEnd) > ' ') {
            nameEnd++;
        }
        if (text.startsWith("<!ENTITY", from) && text.startsWith("%", name)) {
            throw new ExcessiveException();
        }
        if (text.startsWith("<!ENTITY", from) && !values.isEmpty() && skipSpace(text, nameEnd) == quote) {
            entities.putIfAbsent(text.substring(name, nameEnd), withCharacters(values.get(0), false));
        }
        if (text.startsWith("<!ATTLIST", from) && !values.isEmpty()) {
            for (String attribute : List.of("href", "class", "style", "id")) {
                if (text.substring(from, Math.min(at, text.length())).contains(attribute)) {
                    // Elements would refer to others without a word where they are.
                    throw new ExcessiveException();
                }
            }
        }
        return at + 1;
    }

    /** The place behind a comment, an instruction or literal text that begins at the given one; else that one. */
    private static int behindUnread(String text, int at) {
        if (text.startsWith("<!--", at)) {
            return behind(text, "-->", at + 4);
        }
        if (text.startsWith("<![CDATA[", at)) {
            return behind(text, "]]>", at + 9);
        }
        return text.startsWith("<?", at) ? behind(text, "?>", at + 2) : at;
    }

    private static int behind(String text, String mark, int from) {
        int at = text.indexOf(mark, from);
        return at < 0 ? text.length() : at + mark.length();
    }

    private static void expand(String text, Map<String, String> entities, int depth, StringBuilder out, int limit)
            throws ExcessiveException {
        if (depth > DEEPEST) {
            throw new ExcessiveException();
        }
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == '&' ? text.indexOf(';', at) : -1;
            String value = end < 0 ? null : entities.get(text.substring(at + 1, end));
            if (value != null) {
                out.append(text, from, at);
                expand(value, entities, depth + 1, out, limit);
                from = end + 1;
                at = from;
            } else {
                at = c == '<' ? Math.max(at + 1, behindUnread(text, at)) : at + 1;
            }
        }
        out.append(text, from, text.length());
        if (out.length() > limit) {
            throw new ExcessiveException();
        }
    }

    /** A text with characters in place of their numbers and, if wanted, of the names that XML has for five of them. */
    private static String withCharacters(String text, boolean named) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '&' ? text.indexOf(';', at) : -1;
            int character = end < 0 ? -1 : character(text.substring(at + 1, end), named);
            if (character < 0) {
                out.append(text.charAt(at));
                at++;
            } else {
                append(out, character);
                at = end + 1;
            }
        }
        return out.toString();
    }

    private static int character(String name, boolean named) {
        if (name.startsWith("#")) {
            boolean hexadecimal = name.startsWith("#x");
            int code = number(name.substring(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
            return code <= 0x10ffff ? code : -1;
        }
        int index = named ? List.of("lt", "gt", "amp", "quot", "apos").indexOf(name) : -1;
        return index < 0 ? -1 : "<>&\"'".charAt(index);
    }

    /** @return -1 where it is no number, or a larger one than any character has */
    private static int number(String digits, int radix) {
        int number = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && number >= 0; i++) {
            int digit = digit(digits.charAt(i));
            number = digit < 0 || digit >= radix || number > 0x10ffff ? -1 : number * radix + digit;
        }
        return number;
    }

    /** The value of a hexadecimal digit; -1 of anything else. */
    static int digit(char c) {
        return "0123456789abcdef".indexOf(c >= 'A' && c <= 'F' ? (char) (c + 32) : c);
    }

    /** The text with small letters; a text in which they do not matter has no others. */
    static String small(String text) {
        StringBuilder small = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            small.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return small.toString();
    }

    private static int skipSpace(String text, int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) <= ' ') {
            next++;
        }
        return next;
    }

    // The elements

    private void readElements() throws ExcessiveException {
        int at = text.indexOf('<');
        while (at >= 0) {
            at = text.indexOf('<', readTag(at));
        }
        while (!open.isEmpty()) {
            close();
        }
    }

    /** @return the place behind the tag that begins at the given one */
    private int readTag(int at) throws ExcessiveException {
        int behind = behindUnread(text, at);
        if (behind > at) {
            return behind;
        }
        if (text.startsWith("<!", at)) {
            return at + 2;
        }
        if (text.startsWith("</", at)) {
            if (!open.isEmpty()) {
                close();
            }
            return at + 2;
        }
        int nameEnd = at + 1;
        while (nameEnd < text.length() && text.charAt(nameEnd) > ' ' && text.charAt(nameEnd) != '/'
                && text.charAt(nameEnd) != '>') {
            nameEnd++;
        }
        Element element = new Element(local(text.substring(at + 1, nameEnd)), elements.size());
        elements.add(element);
        open.add(element);
        int end = readAttributes(element, nameEnd);
        if (text.startsWith("/", end - 2)) {
            close();
        } else if (element.name.equals("style")) {
            int close = text.indexOf('<', end);
            while (close >= 0 && behindUnread(text, close) > close) {
                close = text.indexOf('<', behindUnread(text, close));
            }
            readSheet(text.substring(end, close < 0 ? text.length() : close));
            return close < 0 ? text.length() : close;
        }
        return end;
    }

    private void readSheet(String sheet) throws ExcessiveException {
        String style = StyleRule.plain(withCharacters(sheet.replace("<![CDATA[", " ").replace("]]>", " "), true));
        refuseVariables(style);
        StyleRule.read(style, rules);
    }

    private void close() {
        Element element = open.remove(open.size() - 1);
        element.end = elements.size();
    }

    /** @return the place behind the tag */
    private int readAttributes(Element element, int from) throws ExcessiveException {
        String changed = "";
        int at = from;
        while (at < text.length() && text.charAt(at) != '>') {
            int nameEnd = at;
            while (nameEnd < text.length() && text.charAt(nameEnd) > ' ' && "=/>".indexOf(text.charAt(nameEnd)) < 0) {
                nameEnd++;
            }
            int equals = skipSpace(text, nameEnd);
            int quote = text.startsWith("=", equals) ? skipSpace(text, equals + 1) : text.length();
            if (nameEnd == at || quote >= text.length() || text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
                at = Math.max(at + 1, nameEnd);
                continue;
            }
            int end = text.indexOf(text.charAt(quote), quote + 1);
            if (end < 0) {
                return text.length();
            }
            String name = local(text.substring(at, nameEnd));
            String value = withCharacters(text.substring(quote + 1, end), true);
            if (name.equals("attributeName")) {
                changed = local(value);
            }
            readAttribute(element, name, value);
            at = end + 1;
        }
        if (changed.equals("href") || changed.equals("class") || !changed.isEmpty() && !element.references.isEmpty()) {
            // An animation: whatever is counted now, it may become something else.
            throw new ExcessiveException();
        }
        return Math.min(text.length(), at + 1);
    }

    private void readAttribute(Element element, String name, String value) throws ExcessiveException {
        switch (name) {
            case "id" -> {
                element.id = value;
                ids.putIfAbsent(value, element);
            }
            case "class" -> element.classes = " " + value.replace('\t', ' ').replace('\n', ' ') + " ";
            case "href" -> {
                if (element.copiesWhatItRefersTo()) {
                    element.references.add(value.trim());
                }
                readInner(element, value.trim());
            }
            case "d", "points" -> element.numbers = numbers(value);
            default -> {
                if (value.indexOf('(') >= 0) {
                    readStyle(element, StyleRule.plain(value));
                }
            }
        }
    }

    private void readStyle(Element element, String style) throws ExcessiveException {
        for (String address : StyleRule.addresses(style)) {
            element.references.add(address);
            readInner(element, address);
        }
        if (style.contains("path(")) {
            element.numbers = Math.max(element.numbers, numbers(style));
        }
        refuseVariables(style);
    }

    /** Whoever refers to a variable refers to what it refers to. */
    private static void refuseVariables(String style) throws ExcessiveException {
        if (StyleRule.hasVariableAddress(style)) {
            throw new ExcessiveException();
        }
    }

    /** A drawing that is written out as an address inside this one. */
    private void readInner(Element element, String address) throws ExcessiveException {
        int comma = address.indexOf(',');
        String head = comma < 0 ? "" : small(address.substring(0, comma));
        if (!head.startsWith("data:image/svg")) {
            return;
        }
        List<Element> drawing = inner.get(address);
        if (drawing == null) {
            String data = unescaped(address.substring(comma + 1));
            drawing = read(head.endsWith("base64") ? decoded(bytes(data)) : data, depth + 1);
            inner.put(address, drawing);
        }
        element.inner.add(drawing);
    }

    private static byte[] bytes(String base64) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                digits.append(c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1);
        }
        while (digits.length() % 4 != 0) {
            digits.append('=');
        }
        return Base64.getDecoder().decode(digits.toString());
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** How many numbers a text holds. */
    static int numbers(String value) {
        int count = 0;
        boolean inside = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            // 1.5.5 is two numbers, and each digit of an arc's flags may be one: more is as good.
            count += digit && !inside || c == '.' ? 1 : 0;
            inside = digit;
        }
        return count;
    }

    /** The text behind percent escapes. */
    private static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        byte[] bytes = new byte[text.length()];
        int at = 0;
        while (at < text.length()) {
            int length = 0;
            int code = escape(text, at);
            while (code >= 0) {
                bytes[length] = (byte) code;
                length++;
                code = escape(text, at + 3 * length);
            }
            if (length > 0) {
                out.append(utf8(bytes, length));
                at += 3 * length;
            } else {
                out.append(text.charAt(at));
                at++;
            }
        }
        return out.toString();
    }

    private static int escape(String text, int at) {
        return text.startsWith("%", at) && at + 3 <= text.length() ? number(text.substring(at + 1, at + 3), 16) : -1;
    }

    // The references

    private void resolve() throws ExcessiveException {
        if ((double) rules.size() * elements.size() > MOST_MATCHES) {
            throw new ExcessiveException();
        }
        for (Element element : elements) {
            for (StyleRule rule : rules) {
                if (rule.matches(element.name, element.id, element.classes)) {
                    element.numbers = Math.max(element.numbers, rule.numbers());
                    for (String address : rule.addresses()) {
                        element.references.add(address);
                        readInner(element, address);
                    }
                }
            }
            for (String reference : element.references) {
                if (reference.startsWith("#")) {
                    resolve(element, reference.substring(1));
                }
            }
        }
        inherit();
    }

    private void resolve(Element element, String id) {
        Element target = ids.containsKey(id) ? ids.get(id) : ids.get(unescaped(id));
        if (target != null && !target.isGradient() && !element.isGradient()) {
            element.targets.add(target);
        }
    }

    /** Patterns and markers are for everything inside what refers to them. */
    private void inherit() throws ExcessiveException {
        List<Element> around = new ArrayList<>();
        for (Element element : elements) {
            while (!around.isEmpty() && around.get(around.size() - 1).end <= element.index) {
                around.remove(around.size() - 1);
            }
            if (!around.isEmpty()) {
                for (Element target : around.get(around.size() - 1).handedDown()) {
                    if (!element.targets.contains(target)) {
                        element.targets.add(target);
                    }
                }
            }
            if (element.targets.size() > MOST_TARGETS) {
                throw new ExcessiveException();
            }
            around.add(element);
        }
    }
}
