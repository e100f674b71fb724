package dev.glance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.Folders;
import dev.glance.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Words words = new Words(TextsTest::plain);

    @Test
    void valuesGoWhereTheirNumbersStand() {
        assertEquals("a b a {2} {x} {", words.say("{0} {1} {0} {2} {x} {", "a", "b"));
        assertEquals("{1}", words.say("{0}", "{1}"));
        assertEquals("", words.say(""));
    }

    @Test
    void aTableSaysItInAnotherLanguageAndWhatItLacksInEnglish() {
        words.use("zh", "Ready\t\u5c31\u7eea\n{0} of {1}\t{1} / {0}\nbroken\n\tnothing\nn1\tname");
        assertEquals("zh", words.language());
        assertEquals("\u5c31\u7eea", words.say("Ready"));
        assertEquals("2 / 1", words.say("{0} of {1}", "1", "2"));
        assertEquals("broken", words.say("broken"));
        assertEquals("name", words.name("n1", "other"));
        assertEquals("other", words.name("n2", "other"));
        assertTrue(words.hasName("n1") && !words.hasName("n2") && !words.isEnglish());
        words.use("en", "");
        assertEquals("Ready", words.say("Ready"));
        assertTrue(words.isEnglish());
    }

    private static Map<String, String> chinese() throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        for (String line : Files.readString(Folders.PROJECT.resolve("webapp/lang/zh.tsv")).split("\n")) {
            String[] parts = line.split("\t", -1);
            assertEquals(2, parts.length, line);
            assertFalse(parts[1].isBlank(), line);
            assertEquals(null, table.put(parts[0], parts[1]), line);
        }
        return table;
    }

    /** Everything that is said: in the page's classes by {@code say}, and what stands in the page. */
    private static Set<String> english() throws IOException {
        Set<String> english = new TreeSet<>();
        try (Stream<Path> files = Files.list(Folders.PROJECT.resolve("src/main/java/dev/glance/page"))) {
            for (Path file : files.toList()) {
                said(Files.readString(file), "words.say(", english);
                said(Files.readString(file), "named(", english);
            }
        }
        String explanation = Files.readString(Folders.PROJECT.resolve("src/main/java/dev/glance/decide/Explanation.java"));
        for (String vertical : new String[] {"upper", "lower"}) {
            assertTrue(explanation.contains(vertical));
            english.add("the " + vertical + " part");
            english.add("the " + vertical + " left");
            english.add("the " + vertical + " right");
        }
        english.addAll(Set.of("the left", "the right", "the middle", "Starting", "Loading the model", "The picture to classify",
                "From the camera"));
        String html = Files.readString(Folders.PROJECT.resolve("webapp/index.html"));
        Matcher texts = Pattern.compile("data-t>([^<]*)<|(?:aria-label|title|alt)=\"([^\"]*)\"").matcher(html);
        while (texts.find()) {
            english.add(texts.group(1) != null ? texts.group(1) : texts.group(2));
        }
        Matcher samples = Pattern.compile("\"alt\": \"([^\"]*)\"").matcher(
                Files.readString(Folders.PROJECT.resolve("webapp/images/samples.json")));
        while (samples.find()) {
            english.add(samples.group(1));
        }
        for (ErrorCode code : ErrorCode.values()) {
            english.add("what " + code.word());
            english.add("remedy " + code.word());
        }
        english.removeAll(Set.of("", "what ", "remedy "));
        return english;
    }

    /** The texts that are a call's first argument, or for {@code named} its second: literals, put together, or chosen from. */
    private static void said(String source, String call, Set<String> to) {
        for (int at = source.indexOf(call); at >= 0; at = source.indexOf(call, at + 1)) {
            int depth = 0;
            int end = at + call.length();
            int from = end;
            boolean quoted = false;
            // What a condition compares with is not said.
            int question = -1;
            for (;; end++) {
                char c = source.charAt(end);
                if (c == '"' && source.charAt(end - 1) != '\\') {
                    quoted = !quoted;
                } else if (!quoted && c == '?') {
                    question = end;
                } else if (!quoted && (c == '(' || c == ')')) {
                    depth += c == '(' ? 1 : -1;
                } else if (!quoted && depth == 0 && c == ',') {
                    if (call.equals("words.say(")) {
                        break;
                    }
                    from = end + 1;
                }
                if (depth < 0) {
                    break;
                }
            }
            String argument = source.substring(Math.max(from, question), end).replaceAll("\"\\s*\\+\\s*\"", "");
            Matcher literals = LITERAL.matcher(argument);
            while (literals.find()) {
                to.add(Pattern.compile("\\\\u(\\w{4})").matcher(literals.group(1)).replaceAll(
                        code -> String.valueOf((char) Integer.parseInt(code.group(1), 16))));
            }
        }
    }

    @Test
    void everythingIsSaidInChineseAndNothingElseIsThere() throws IOException {
        Map<String, String> table = chinese();
        Set<String> ids = new TreeSet<>();
        for (String file : new String[] {"imagenet.tsv", "broader.tsv"}) {
            for (String line : Files.readString(Folders.PROJECT.resolve("models/labels").resolve(file)).split("\n")) {
                Matcher id = Pattern.compile("n\\d{8}(?=\t)").matcher(line);
                if (id.find()) {
                    ids.add(id.group());
                }
            }
        }
        assertEquals(1287, ids.size());
        Set<String> expected = english();
        expected.addAll(ids);
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(table.keySet());
        assertEquals(Set.of(), missing, "not said in Chinese");
        Set<String> stale = new TreeSet<>(table.keySet());
        stale.removeAll(expected);
        assertEquals(Set.of(), stale, "said by nobody");
    }

    @Test
    void aTranslationUsesTheSameValues() throws IOException {
        for (Map.Entry<String, String> line : chinese().entrySet()) {
            for (int i = 0; i < 4; i++) {
                assertEquals(line.getKey().contains("{" + i + "}"), line.getValue().contains("{" + i + "}"), line.toString());
            }
        }
    }

    @Test
    void namesOfClassesAreDistinct() throws IOException {
        Set<String> names = new TreeSet<>();
        int count = 0;
        Map<String, String> table = chinese();
        for (String line : Files.readString(Folders.PROJECT.resolve("models/labels/imagenet.tsv")).split("\n")) {
            String id = line.split("\t")[1];
            if (table.containsKey(id)) {
                names.add(table.get(id));
                count++;
            }
        }
        assertEquals(1000, count);
        assertEquals(1000, names.size());
    }
}
