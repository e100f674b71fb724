package dev.glance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import dev.glance.Folders;
import dev.glance.Jpegs;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * An image project of Teachable Machine: trained, saved and asked by its own library, {@code @teachablemachine/image} from npm.
 * Only the network that it builds upon, whose host the tests do not ask, is made here: as MobileNet V2 is built, but small and with
 * random weights. All is seeded. Made once for all tests of a JVM.
 */
final class TeachableProject {
    static final List<String> LABELS = List.of("\u7ea2\u82f9\u679c", "Cup, blue", "None of \"these\"");
    static final String NAME = "Lunch <b>box</b> & co.";
    private static final int EXAMPLES = 8;
    private static final int SIZE = 224;

    /** Width, height and type of each picture that is asked about. */
    private static final String[] SHAPES = {"224 224 png", "225 224 png", "640 480 jpg", "480 640 jpg", "1600 900 jpg", "900 1600 png",
        "64 48 png", "16 16 png", "5 3 png", "1 1 png", "1000 150 png", "150 1000 png", "3000 2000 jpg", "2448 3264 jpg", "223 500 png",
        "501 333 png", "100 99 jpg", "448 448 png", "1280 720 grey", "800 600 turned"};

    private static final String BASE = "async () => { await tf.setBackend('cpu'); await tf.ready(); let seed = 1;"
            + " const init = () => tf.initializers.heNormal({seed: seed++}),"
            + " between = (minval, maxval) => tf.initializers.randomUniform({minval, maxval, seed: seed++});"
            + " const norm = (x, name) => tf.layers.batchNormalization({name, gammaInitializer: between(0.7, 1.3),"
            + " betaInitializer: between(-0.2, 0.2), movingMeanInitializer: between(-0.2, 0.2),"
            + " movingVarianceInitializer: between(0.6, 1.4)}).apply(x);"
            + " const relu = (x, name) => tf.layers.reLU({maxValue: 6, name}).apply(x);"
            + " const conv = (x, name, filters, kernelSize, strides) => tf.layers.conv2d({name, filters, kernelSize, strides,"
            + " padding: 'same', useBias: false, kernelInitializer: init()}).apply(x);"
            + " const block = (x, name, expand, filters, strides) => { const before = x;"
            + " x = relu(norm(conv(x, name + '_expand', expand, 1, 1), name + '_expand_BN'), name + '_expand_relu');"
            + " if (strides === 2) { x = tf.layers.zeroPadding2d({name: name + '_pad', padding: [[0, 1], [0, 1]]}).apply(x); }"
            + " x = tf.layers.depthwiseConv2d({name: name + '_depthwise', kernelSize: 3, strides, useBias: false,"
            + " padding: strides === 2 ? 'valid' : 'same', depthwiseInitializer: tf.initializers.randomNormal({stddev: 0.5, seed: seed++})}).apply(x);"
            + " x = relu(norm(x, name + '_depthwise_BN'), name + '_depthwise_relu');"
            + " x = norm(conv(x, name + '_project', filters, 1, 1), name + '_project_BN');"
            + " return strides === 1 && before.shape[3] === filters ? tf.layers.add({name: name + '_add'}).apply([before, x]) : x; };"
            + " const input = tf.input({shape: [224, 224, 3], name: 'input_1'});"
            + " let x = relu(norm(conv(input, 'Conv1', 8, 3, 2), 'bn_Conv1'), 'Conv1_relu');"
            + " x = block(x, 'block_1', 16, 8, 2); x = block(x, 'block_2', 24, 8, 1); x = block(x, 'block_3', 24, 16, 2);"
            + " x = block(x, 'block_4', 48, 24, 2); x = relu(norm(conv(x, 'Conv_1', 96, 1, 1), 'Conv_1_bn'), 'out_relu');"
            + " const logits = tf.layers.dense({name: 'Logits', units: 10}).apply(tf.layers.globalAveragePooling2d({}).apply(x));"
            + " await tf.model({inputs: input, outputs: logits}).save('indexeddb://base'); }";

    private static final String TRAIN = "async ([labels, name, examples]) => {"
            + " const project = await tmImage.createTeachable({tfjsVersion: tf.version.tfjs, tmVersion: '2.4.10',"
            + " timeStamp: '2026-01-02T03:04:05.678Z', modelName: name},"
            + " {checkpointUrl: 'indexeddb://base', trainingLayer: 'out_relu'});"
            + " project.setLabels(labels); project.setSeed('Glance');"
            + " for (let label = 0; label < labels.length; label++) { for (let i = 0; i < examples; i++) {"
            + " const canvas = document.createElement('canvas'); canvas.width = canvas.height = 224;"
            + " canvas.getContext('2d').drawImage(await picture('lunch/example-' + label + '-' + i + '.png'), 0, 0);"
            + " await project.addExample(label, canvas); } }"
            + " await project.train({denseUnits: 50, epochs: 60, learningRate: 0.005, batchSize: 8});"
            + " const files = {}; const base64 = buffer => { let text = ''; for (const byte of new Uint8Array(buffer)) {"
            + " text += String.fromCharCode(byte); } return btoa(text); };"
            // As its web page does; the library's own choices of where to save to are those of TensorFlow.js.
            + " await project.save(tf.io.withSaveHandler(async made => { files['model.json'] = JSON.stringify({"
            + "modelTopology: made.modelTopology, weightsManifest: [{paths: ['weights.bin'], weights: made.weightSpecs}]});"
            + " files['weights.bin'] = base64(made.weightData); return {modelArtifactsInfo: {dateSaved: new Date(),"
            + " modelTopologyType: 'JSON'}}; }));"
            + " files['metadata.json'] = JSON.stringify(project.getMetadata()); return files; }";

    private static final String ASK = "async ([files, pictures]) => {"
            + " const file = (name, bytes) => new File([bytes], name);"
            + " const model = await tmImage.loadFromFiles(file('model.json', files['model.json']), file('weights.bin',"
            + " Uint8Array.from(atob(files['weights.bin']), c => c.charCodeAt(0))), file('metadata.json', files['metadata.json']));"
            + " const all = []; for (const name of pictures) { all.push(await model.predict(await picture('lunch/' + name))); }"
            + " return all; }";

    private static TeachableProject made;

    private final Path folder;
    private List<Picture> pictures = new ArrayList<>();

    /** A picture with what the library says of it. */
    record Picture(Path file, double[] probabilities) {
        String name() {
            return file.getFileName().toString();
        }

        int first() {
            int first = 0;
            for (int i = 1; i < probabilities.length; i++) {
                first = probabilities[i] > probabilities[first] ? i : first;
            }
            return first;
        }
    }

    private TeachableProject(Path folder) {
        this.folder = folder;
    }

    /** The project; made by whoever comes first. */
    static synchronized TeachableProject get() {
        if (made == null) {
            try {
                made = make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return made;
    }

    /** {@code model.json}, {@code weights.bin} and {@code metadata.json} by name. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path file : paths()) {
            files.put(file.getFileName().toString(), bytes(file));
        }
        return files;
    }

    /** The same with its weights in several files, none of which ends where a number does, as converters make them. */
    Map<String, byte[]> sharded(int count) {
        Map<String, byte[]> files = files();
        byte[] weights = files.remove("weights.bin");
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String name = "group1-shard" + (i + 1) + "of" + count + ".bin";
            names.append(i == 0 ? "" : ",").append('"').append(name).append('"');
            files.put(name, Arrays.copyOfRange(weights, cut(weights, i, count), cut(weights, i + 1, count)));
        }
        files.put("model.json", new String(files.get("model.json"), StandardCharsets.UTF_8).replace("\"weights.bin\"", names)
                .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static int cut(byte[] weights, int i, int count) {
        return i == count ? weights.length : i == 0 ? 0 : weights.length / count * i / 4 * 4 + 1;
    }

    /** The three files, in a folder where there is nothing else. */
    Path[] paths() {
        return new Path[] {folder.resolve("model.json"), folder.resolve("weights.bin"), folder.resolve("metadata.json")};
    }

    /** Twenty pictures of all shapes, with what the library says of them in {@link Browsers#primary}. */
    List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    /** The same with what it says in another browser: each scales pictures in its own way. */
    List<Picture> pictures(Browser browser) {
        Path drawn = pictures.get(0).file().getParent();
        List<Picture> answered = new ArrayList<>();
        try (ScriptPage page = page(browser, drawn)) {
            Map<String, String> files = new HashMap<>();
            files().forEach((name, bytes) -> files.put(name, name.endsWith(".bin") ? Base64.getEncoder().encodeToString(bytes)
                    : new String(bytes, StandardCharsets.UTF_8)));
            page.run("async () => { await tf.setBackend('cpu'); await tf.ready(); }");
            @SuppressWarnings("unchecked")
            List<List<Map<String, Object>>> answers = (List<List<Map<String, Object>>>) page.run(ASK, List.of(files,
                    pictures.stream().map(Picture::name).collect(Collectors.toList())));
            for (int i = 0; i < answers.size(); i++) {
                double[] probabilities = new double[LABELS.size()];
                for (int label = 0; label < probabilities.length; label++) {
                    Map<String, Object> answer = answers.get(i).get(label);
                    assertEquals(LABELS.get(label), answer.get("className"));
                    probabilities[label] = ((Number) answer.get("probability")).doubleValue();
                }
                answered.add(new Picture(pictures.get(i).file(), probabilities));
            }
        }
        return answered;
    }

    private static ScriptPage page(Browser browser, Path drawn) {
        return new ScriptPage(browser, Sites.http()).withFolder("lunch", drawn).withNpm("@tensorflow/tfjs/dist/tf.min.js")
                .withNpm("@teachablemachine/image/dist/teachablemachine-image.min.js");
    }

    /** The files as a zip, deflated. */
    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TeachableProject make() throws IOException {
        Path drawn = Files.createDirectories(Folders.OWN.resolve("teachable-pictures"));
        Random random = new Random(7);
        for (int label = 0; label < LABELS.size(); label++) {
            for (int i = 0; i < EXAMPLES; i++) {
                ImageIO.write(draw(label, SIZE, SIZE, random), "png", drawn.resolve("example-" + label + "-" + i + ".png").toFile());
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SHAPES.length; i++) {
            String[] shape = SHAPES[i].split(" ");
            BufferedImage image = draw(i % LABELS.size(), Integer.parseInt(shape[0]), Integer.parseInt(shape[1]), random);
            String name = String.format("%02d-%sx%s.%s", i, shape[0], shape[1], shape[2].equals("png") ? "png" : "jpg");
            write(image, shape[2], drawn.resolve(name));
            names.add(name);
        }
        TeachableProject project = new TeachableProject(Files.createDirectories(Folders.OWN.resolve("teachable")));
        try (ScriptPage page = page(Browsers.primary(), drawn)) {
            page.run(BASE);
            @SuppressWarnings("unchecked")
            Map<String, String> files = (Map<String, String>) page.run(TRAIN, List.of(LABELS, NAME, EXAMPLES));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = project.folder.resolve(file.getKey());
                if (file.getKey().endsWith(".bin")) {
                    Files.write(path, Base64.getDecoder().decode(file.getValue()));
                } else {
                    Files.writeString(path, file.getValue());
                }
            }
        }
        for (String name : names) {
            project.pictures.add(new Picture(drawn.resolve(name), null));
        }
        project.pictures = project.pictures(Browsers.primary());
        assertMeaningful(project.pictures);
        return project;
    }

    /** Answers that are all the same, or all sure, would let much pass. */
    private static void assertMeaningful(List<Picture> pictures) {
        TreeSet<Integer> firsts = new TreeSet<>();
        int unsure = 0;
        for (Picture picture : pictures) {
            firsts.add(picture.first());
            unsure += picture.probabilities()[picture.first()] < 0.97 ? 1 : 0;
        }
        assertEquals(LABELS.size(), firsts.size(), "each label comes first somewhere");
        assertTrue(unsure >= pictures.size() / 2, unsure + " unsure answers");
    }

    private static void write(BufferedImage image, String kind, Path file) throws IOException {
        switch (kind) {
            case "png" -> ImageIO.write(image, "png", file.toFile());
            case "grey" -> {
                BufferedImage grey = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
                grey.createGraphics().drawImage(image, 0, 0, null);
                Files.write(file, Jpegs.encode(grey));
            }
            case "turned" -> Files.write(file, Jpegs.oriented(Jpegs.encode(Jpegs.stored(image, 6)), 6, true));
            default -> Files.write(file, Jpegs.encode(image));
        }
    }

    /** A red apple, a blue cup or something else, before stripes and speckles, which show how a picture was made smaller. */
    private static BufferedImage draw(int label, int width, int height, Random random) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.15f, 0.7f + 0.2f * random.nextFloat()));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.15f, 0.6f));
        int step = Math.max(2, width / (5 + random.nextInt(60)));
        for (int x = 0; x < width; x += 2 * step) {
            graphics.fillRect(x, 0, step, height);
        }
        int side = Math.max(1, (int) (Math.min(width, height) * (0.5 + 0.4 * random.nextDouble())));
        int left = (int) ((width - side) * (0.3 + 0.4 * random.nextDouble()));
        int top = (int) ((height - side) * (0.3 + 0.4 * random.nextDouble()));
        switch (label) {
            case 0 -> {
                graphics.setColor(new Color(150 + random.nextInt(100), 20, 30));
                graphics.fillOval(left, top, side, side);
                graphics.setColor(new Color(60, 120, 30));
                graphics.fillRect(left + side * 9 / 20, top, Math.max(1, side / 10), Math.max(1, side / 5));
            }
            case 1 -> {
                graphics.setColor(new Color(20, 60, 150 + random.nextInt(100)));
                graphics.fillRect(left, top, side * 3 / 4 + 1, side);
                graphics.drawOval(left + side * 3 / 4, top + side / 4, side / 4 + 1, side / 2 + 1);
            }
            default -> {
                for (int i = 0; i < 12; i++) {
                    graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.5f, 0.7f));
                    graphics.fillRect(random.nextInt(width), random.nextInt(height), Math.max(1, width / 6), Math.max(1, height / 6));
                }
            }
        }
        graphics.dispose();
        for (int i = 0; i < width * height / 10; i++) {
            int grey = random.nextInt(256);
            image.setRGB(random.nextInt(width), random.nextInt(height), grey << 16 | grey << 8 | grey);
        }
        return image;
    }
}
