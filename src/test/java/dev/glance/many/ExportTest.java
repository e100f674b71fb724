package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Receipt;
import dev.glance.decide.Verdict;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Label;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final Decimals NUMBERS = value -> value == Math.rint(value) && Math.abs(value) < 1e15
            ? Long.toString((long) value) : Double.toString(value);
    private static final List<String> NASTY = List.of("a.jpg", "x, y.jpg", "\"q\".jpg", "it's.jpg", "-rf.jpg", "--help.jpg", "-n",
            "=1+1.jpg", "+a", "@a", "\ttab", "\rcr", "line\nbreak.jpg", "\u72d7/\u732b.jpg", "a;=1.jpg", "$(touch pwned).jpg",
            "`touch pwned`.jpg", "a\\b.jpg", "*.jpg", " space ", "'", "''\\''", "~", "#c", "!x", "a&b;c|d", "\ud83d\udc36.jpg",
            "\uff1dwide", "caf\u00e9\u0301.jpg", "d/e f/g.jpg", "-d/-x.jpg", "a=b", "x\u2028y", "\u007f", "con.jpg");

    private final Album album = new Album();
    private final Export export = new Export((id, english) -> english, NUMBERS);

    private Item done(String path, Predictions predictions) {
        Item item = album.add(path, 12345, 1709251199999.0);
        album.done(item, predictions, null);
        return item;
    }

    private static GlanceException error(String what) {
        return new GlanceException(ErrorCode.PICTURE_UNDECODABLE, what, "Try another.");
    }

    private List<CSVRecord> table() throws IOException {
        String csv = export.csv(album.items());
        assertEquals('\ufeff', csv.charAt(0));
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(csv.substring(1)))
                .getRecords();
    }

    /** As a cell is read back. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Test
    void aTableIsExactlyThis() {
        Receipt careful = new Receipt("mobilenet-v2", "ab12", "litert", "worker", 1, "square", 640, 480, false, 3, 12.25, 20,
                List.of());
        done("x, y/a.jpg", new Predictions(Pictures.sure(0, 0.9).top(), Pictures.sure(0, 0.9).verdict(), careful));
        album.failed(album.add("=b", 7, 0), error("It says \"no\"."));
        album.add("c", 1e10, 0);
        assertEquals("\ufeffpath,state,verdict,verdict_name,verdict_probability,broader,name_1,probability_1,name_2,"
                + "probability_2,name_3,probability_3,model,model_sha256,crop,views,engine,width,height,milliseconds,"
                + "bytes,modified,error\r\n"
                + "\"x, y/a.jpg\",done,sure,beagle,0.9,dog,beagle,0.9,pug,0.009999999999999998,robin,9.999999999999998E-4,"
                + "mobilenet-v2,ab12,square,3,litert,640,480,32.25,12345,2024-02-29T23:59:59.999Z,\r\n"
                + "'=b,failed,,,,,,,,,,,,,,,,,,,7,,\"picture-undecodable: It says \"\"no\"\". Try another.\"\r\n"
                + "c,waiting,,,,,,,,,,,,,,,,,,,10000000000,,\r\n", export.csv(album.items()));
    }

    @Test
    void aTableIsReadBackAsItWas() throws IOException {
        for (String path : NASTY) {
            done(path, Pictures.broader(2, 1, 0.85));
        }
        done("u", Pictures.unsure(7, 0.2));
        done("n", Pictures.nothing(7));
        List<CSVRecord> table = table();
        assertEquals(album.size(), table.size());
        for (Item item : album.items()) {
            CSVRecord row = table.get(item.number());
            assertEquals(23, row.size());
            assertEquals(harmless(item.path()), row.get("path"));
            assertEquals("done", row.get("state"));
            Verdict verdict = item.predictions().verdict();
            assertEquals(verdict.kind().word(), row.get("verdict"));
            assertEquals(verdict.name().text(), row.get("verdict_name"));
            assertEquals(verdict.probability(), Double.parseDouble(row.get("verdict_probability")));
            for (int i = 0; i < 3; i++) {
                Prediction prediction = item.predictions().top().get(i);
                assertEquals(prediction.label().name(), row.get("name_" + (i + 1)));
                assertEquals(prediction.probability(), Double.parseDouble(row.get("probability_" + (i + 1))));
            }
            assertEquals("480", row.get("height"));
            assertEquals("2024-02-29T23:59:59.999Z", row.get("modified"));
            assertEquals("", row.get("error"));
        }
    }

    @Test
    void whateverTheTextTheTableIsReadBack() throws IOException {
        Random random = new Random(31);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append("a\"',;=\r\n\t \\\u72d7@".charAt(random.nextInt(13)));
            }
            texts.add(text.toString());
            Name name = new Name("", text.substring(1));
            done(text.toString(), new Predictions(List.of(), new Verdict(Verdict.Kind.SURE, name, 1, Name.NONE, Name.NONE),
                    Pictures.RECEIPT));
        }
        List<CSVRecord> table = table();
        for (int i = 0; i < 3000; i++) {
            assertEquals(texts.get(i), table.get(i).get("path"));
            String cell = table.get(i).get("verdict_name");
            assertEquals(harmless(texts.get(i).substring(1)), cell);
            assertTrue(cell.isEmpty() || "=+-@\t\r\n".indexOf(cell.charAt(0)) < 0);
        }
    }

    @Test
    void numbersAreLeftAloneAndWhatIsNoneIsEmpty() throws IOException {
        Label label = new Label("", List.of("-x"));
        Receipt receipt = new Receipt("m", "", "cpu", "page", 1, "square", 0, 0, false, 1, Double.NaN, 1, List.of());
        done("a", new Predictions(List.of(new Prediction(0, label, 1e-7)), new Verdict(Verdict.Kind.UNSURE, Name.NONE,
                Double.POSITIVE_INFINITY, Name.NONE, Name.NONE), receipt));
        Item before = album.add("b", -5, -1);
        CSVRecord row = table().get(0);
        assertEquals("'-x", row.get("name_1"));
        assertEquals("1.0E-7", row.get("probability_1"));
        assertEquals("", row.get("name_2"));
        assertEquals("", row.get("probability_3"));
        assertEquals("m", row.get("model"));
        assertEquals("", row.get("verdict_probability"));
        assertEquals("", row.get("milliseconds"));
        assertEquals("-5", table().get(before.number()).get("bytes"));
        assertEquals("1969-12-31T23:59:59.999Z", table().get(before.number()).get("modified"));
    }

    @Test
    void jsonIsReadBackAsItWas() {
        NASTY.forEach(path -> done(path, Pictures.sure(1, 0.9)));
        album.failed(album.add("f", 3, 0), error("\u2028\u0001\""));
        album.add("w", 3, 0);
        List<JsonValue> values = Json.parse(export.json(album.items())).asArray().values();
        assertEquals(album.size(), values.size());
        for (Item item : album.items()) {
            JsonObject object = values.get(item.number()).asObject();
            assertEquals(List.of("path", "state", "verdict", "predictions", "model", "modelSha256", "crop", "views", "engine",
                    "width", "height", "milliseconds", "bytes", "modified", "error"), object.names());
            assertEquals(item.path(), object.get("path").asString());
            assertEquals(item.state().word(), object.get("state").asString());
            assertEquals(item.bytes(), object.get("bytes").asDouble());
            assertEquals(item.state() != Item.State.DONE, object.get("predictions").isNull() && object.get("verdict").isNull()
                    && object.get("milliseconds").isNull() && object.get("modified").isNull());
            assertEquals(item.state() != Item.State.FAILED, object.get("error").isNull());
        }
        JsonObject first = values.get(0).asObject();
        assertEquals("{\"kind\":\"sure\",\"wordNetId\":\"c1\",\"name\":\"pug\",\"probability\":0.9,\"perhaps\":\"\","
                + "\"broader\":\"dog\"}", first.get("verdict").toString());
        assertEquals("{\"index\":1,\"wordNetId\":\"c1\",\"name\":\"pug\",\"probability\":0.9}",
                first.get("predictions").asArray().get(0).toString());
        assertEquals(3, first.get("predictions").asArray().size());
        assertEquals("[\"mobilenet-v2\",\"ab12\",\"square\",1,\"litert\",640,480,32.25,\"2024-02-29T23:59:59.999Z\"]",
                Json.array().add(first.get("model")).add(first.get("modelSha256")).add(first.get("crop")).add(first.get("views"))
                        .add(first.get("engine")).add(first.get("width")).add(first.get("height"))
                        .add(first.get("milliseconds")).add(first.get("modified")).toString());
        JsonObject failed = values.get(NASTY.size()).asObject().get("error").asObject();
        assertEquals("picture-undecodable", failed.get("code").asString());
        assertEquals("\u2028\u0001\" Try another.", failed.get("message").asString());
        assertEquals(List.of(), Json.parse(export.json(List.of())).asArray().values());
        Item edges = album.add("\u001f \ud7ff\ud800x\udfff\ue000~\u007f\u009f\u00a0\\", 0, 0);
        assertTrue(export.json(List.of(edges)).startsWith(
                "[\n{\"path\":\"\\u001f \ud7ff\\ud800x\\udfff\ue000~\\u007f\\u009f\u00a0\\\\\","));
    }

    @Test
    void whateverTheTextJsonIsReadBackAndIsGoodUtf8() {
        Random random = new Random(37);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append((char) (random.nextBoolean() ? random.nextInt(0xa0) : random.nextBoolean()
                        ? 0xd780 + random.nextInt(0x900) : 0x2020 + random.nextInt(16)));
            }
            album.add(text.toString(), Double.NaN, Double.NaN);
        }
        String json = export.json(album.items());
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(json));
        assertTrue(json.chars().allMatch(c -> c == '\n' || c >= ' ' && (c < 0x7f || c > 0x9f) && c != 0x2028 && c != 0x2029));
        List<JsonValue> values = Json.parse(json).asArray().values();
        for (Item item : album.items()) {
            assertEquals(item.path(), values.get(item.number()).asObject().get("path").asString());
            assertTrue(values.get(item.number()).asObject().get("bytes").isNull());
        }
    }

    @Test
    void textIsALineForEachPicture() {
        done("a\tb\n.jpg", Pictures.sure(0, 0.9));
        done("=c", Pictures.broader(2, 1, 0.85));
        done("d", Pictures.unsure(4, 0.3));
        done("e", Pictures.nothing(0));
        album.add("f", 1, 0);
        done("g", new Predictions(List.of(), Pictures.unsure(4, 0.3).verdict(), Pictures.RECEIPT));
        assertEquals("a b .jpg\tBeagle\t90%\n'=c\tdog\t85%\nd\thammer\t30%\ne\tnothing\t\nf\twaiting\t\ng\tthing\t0%\n",
                new Export((id, english) -> id.equals("c0") ? "Beagle" : english, NUMBERS)
                        .text(album.items(), value -> Math.round(100 * value) + "%"));
    }

    @Test
    void namesAreInTheLanguageOfThePage() throws IOException {
        done("a", Pictures.sure(0, 0.9));
        Export chinese = new Export((id, english) -> id.equals("c0") ? "\u6bd4\u683c\u72ac" : id.equals("b2") ? "\u72d7"
                : english, NUMBERS);
        assertTrue(chinese.csv(album.items()).contains(",sure,\u6bd4\u683c\u72ac,0.9,\u72d7,\u6bd4\u683c\u72ac,0.9,pug,"));
        assertTrue(chinese.json(album.items()).contains("\"broader\":\"\u72d7\"},\"predictions\":[{\"index\":0,"
                + "\"wordNetId\":\"c0\",\"name\":\"\u6bd4\u683c\u72ac\","));
    }

    private static int run(Path folder, String script, StringBuilder said) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("copy.sh"), script);
        Process process = new ProcessBuilder("/bin/sh", file.toString()).directory(folder.toFile())
                .redirectErrorStream(true).start();
        said.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.exitValue();
    }

    /** The names of the files need a system that takes them, as Linux does. */
    @Test
    void theScriptCopiesFilesOfAnyName(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> titles = List.of("dog", "-x", "it's $(touch pwned)", "a\nb", "..");
        // Where Java is told that there is nothing but ASCII, it makes no others.
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        for (String path : NASTY) {
            if (!names.newEncoder().canEncode(path)) {
                continue;
            }
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "picture " + path);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
            done(path, Pictures.sure(0, 0.9));
        }
        List<Folders.Copy> plan = Folders.plan(album.items(), item -> titles.get(item.number() % titles.size()));
        String script = Export.script(plan, "-by name's");
        StringBuilder said = new StringBuilder();
        assertEquals(0, run(folder, script, said), said.toString());
        assertEquals(plan.size() + " copied, 0 there already, 0 failed\n", said.toString());
        for (Folders.Copy copy : plan) {
            Path target = folder.resolve("-by name's").resolve(copy.folder()).resolve(copy.file());
            assertEquals("picture " + copy.item().path(), Files.readString(target));
            assertEquals(1_600_000_000_000L, Files.getLastModifiedTime(target).toMillis());
            assertEquals("picture " + copy.item().path(), Files.readString(folder.resolve(copy.item().path())), "it stays");
        }
        assertFalse(Files.exists(folder.resolve("pwned")));

        Path changed = folder.resolve("-by name's").resolve(plan.get(0).folder()).resolve(plan.get(0).file());
        Files.writeString(changed, "somebody's own");
        Files.delete(folder.resolve("-by name's").resolve(plan.get(1).folder()).resolve(plan.get(1).file()));
        said.setLength(0);
        assertEquals(0, run(folder, script, said));
        assertEquals("1 copied, " + (plan.size() - 1) + " there already, 0 failed\n", said.toString());
        assertArrayEquals("somebody's own".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(changed));
    }

    @Test
    void theScriptGoesOnWhereAFileIsMissingAndSaysSo(@TempDir Path folder) throws IOException, InterruptedException {
        done("gone.jpg", Pictures.sure(0, 0.9));
        done("here.jpg", Pictures.sure(0, 0.9));
        Files.writeString(folder.resolve("here.jpg"), "here");
        StringBuilder said = new StringBuilder();
        assertEquals(1, run(folder, Export.script(Folders.plan(album.items(), item -> "dog"), "sorted"), said));
        assertTrue(said.toString().contains("1 copied, 0 there already, 1 failed\n"), said.toString());
        assertTrue(said.toString().contains("was it run where their paths begin?"));
        assertEquals("here", Files.readString(folder.resolve("sorted/dog/here.jpg")));
    }

    @Test
    void tenThousandPicturesAreWritten() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            done("folder " + i % 10 + "/\"img\" " + i + ".jpg", Pictures.sure(i % 8, 0.9));
        }
        List<CSVRecord> table = table();
        assertEquals(10_000, table.size());
        assertEquals("folder 9/\"img\" 9999.jpg", table.get(9999).get("path"));
        assertEquals(10_000, Json.parse(export.json(album.items())).asArray().size());
        assertEquals(10_000, export.text(album.items(), NUMBERS).lines().count());
        assertEquals(10_000, Export.script(Folders.plan(album.items(), item -> "dog"), "sorted").lines()
                .filter(line -> line.startsWith("copy '")).count());
    }
}
