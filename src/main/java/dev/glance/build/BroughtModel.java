package dev.glance.build;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Sha256;
import dev.glance.model.Tflite;
import dev.glance.model.TfliteProgram;
import dev.glance.model.formats.Brought;
import dev.glance.model.formats.ClassNames;
import dev.glance.model.formats.LabelsFile;
import dev.glance.model.formats.TeachableMachine;
import dev.glance.model.formats.TfjsModel;
import dev.glance.model.formats.TfliteMetadata;
import dev.glance.model.formats.Zip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A model of somebody's own that is built into a site: a {@code .tflite} file, a folder or zip with a TensorFlow.js model or a
 * Teachable Machine project. Read by the same rules as on the page.
 *
 * @param entry  as the catalog has them
 * @param bytes  its file
 * @param labels the table of its classes; null where they are ImageNet's
 */
record BroughtModel(JsonObject entry, byte[] bytes, String labels) {
    private static final int SIZE = 224;
    private static final int DEEP = 4;

    /** Files by path, read when they are needed. */
    private interface Source {
        List<String> paths();

        byte[] read(String path) throws IOException;
    }

    /** Whether a word of {@code -Dmodels} is a path. */
    static boolean isPath(Path folder, String word) {
        return Files.exists(model(folder, word));
    }

    /** The path without the labels after a plus sign. */
    private static Path model(Path folder, String word) {
        Path whole = folder.resolve(word);
        int plus = word.lastIndexOf('+');
        return plus < 0 || Files.exists(whole) ? whole : folder.resolve(word.substring(0, plus));
    }

    /**
     * Reads a model.
     *
     * @param folder where relative paths begin
     * @param word   a path; after a plus sign that of a file of labels
     * @throws BuildException where it is none, with what to do
     */
    static BroughtModel read(Path folder, String word) throws IOException {
        Path path = model(folder, word);
        try {
            Path labels = path.equals(folder.resolve(word)) ? null : folder.resolve(word.substring(word.lastIndexOf('+') + 1));
            if (labels != null && !Files.isRegularFile(labels)) {
                throw new BuildException("-Dmodels names the labels " + labels + ", and there is no such file.");
            }
            return of(id(path), path, labels);
        } catch (GlanceException e) {
            throw new BuildException("-Dmodels names " + word + ". " + e.what() + " " + e.remedy(), e);
        }
    }

    /** The id that a model gets. */
    static String id(Path folder, String word) {
        return id(model(folder, word));
    }

    /** The name of a file or folder as an id. */
    private static String id(Path path) {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        if (name.equals("model.json")) {
            name = path.toAbsolutePath().normalize().getParent().getFileName().toString();
        }
        String base = name.replaceFirst("\\.(?i:tflite|zip)$", "").replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return base.isEmpty() || base.startsWith("mine-") ? "model" + base : base;
    }

    private static BroughtModel of(String id, Path path, Path labels) throws IOException {
        Source files;
        if (Files.isDirectory(path)) {
            files = folder(path);
        } else if (path.getFileName().toString().endsWith(".json")) {
            files = folder(path.toAbsolutePath().getParent());
        } else if (path.getFileName().toString().toLowerCase().endsWith(".zip")) {
            files = zip(Files.readAllBytes(path));
        } else {
            files = file(path);
        }
        Brought brought = Brought.inZip(files.paths());
        String list = labels != null ? Files.readString(labels)
                : brought.labels() != null ? text(files, brought.labels()) : null;
        List<String> names = list == null ? null : LabelsFile.read(list, JsonText::parse);
        return brought.kind() == Brought.Kind.TFLITE ? tflite(id, files.read(brought.model()), names)
                : tensorFlow(id, files, brought, names);
    }

    /** A file, with the labels beside it that are called so. */
    private static Source file(Path path) {
        String name = path.getFileName().toString();
        Map<String, Path> paths = new LinkedHashMap<>();
        paths.put(name, path);
        int dot = name.lastIndexOf('.');
        for (String labels : List.of("labels.txt", name.substring(0, dot < 0 ? name.length() : dot) + ".txt")) {
            if (paths.size() == 1 && Files.isRegularFile(path.resolveSibling(labels))) {
                paths.put(labels, path.resolveSibling(labels));
            }
        }
        return of(paths);
    }

    private static Source folder(Path folder) throws IOException {
        Map<String, Path> paths = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(folder, DEEP)) {
            all.filter(Files::isRegularFile).sorted().forEach(file ->
                    paths.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        return of(paths);
    }

    private static Source of(Map<String, Path> paths) {
        return new Source() {
            @Override
            public List<String> paths() {
                return new ArrayList<>(paths.keySet());
            }

            @Override
            public byte[] read(String path) throws IOException {
                return Files.readAllBytes(paths.get(path));
            }
        };
    }

    private static Source zip(byte[] file) {
        Map<String, Zip.Entry> entries = new LinkedHashMap<>();
        Zip.entries(file).forEach(entry -> entries.put(entry.name(), entry));
        return new Source() {
            @Override
            public List<String> paths() {
                return new ArrayList<>(entries.keySet());
            }

            @Override
            public byte[] read(String path) {
                Zip.Entry entry = entries.get(path);
                byte[] bytes = Arrays.copyOfRange(file, entry.start(), entry.start() + entry.compressed());
                bytes = entry.deflated() ? inflated(bytes, entry.size()) : bytes;
                Zip.check(entry, bytes);
                return bytes;
            }
        };
    }

    /** No more than so many bytes; fewer where they are damaged. */
    private static byte[] inflated(byte[] bytes, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            byte[] inflated = new byte[size];
            int length = inflater.inflate(inflated);
            return length == size ? inflated : Arrays.copyOf(inflated, length);
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    private static String text(Source files, String path) throws IOException {
        return new String(files.read(path), StandardCharsets.UTF_8);
    }

    private static BroughtModel tflite(String id, byte[] bytes, List<String> beside) throws IOException {
        TfliteMetadata metadata = TfliteMetadata.read(bytes);
        double[] range = Tflite.inputRange(bytes);
        if (range == null && metadata != null && metadata.hasRange()) {
            range = new double[] {metadata.min(), metadata.max()};
            if (!metadata.isUniform()) {
                System.out.println("Glance: " + id + " normalises each colour in another way; all three get the mean of these.");
            }
        }
        double[] used = range == null ? range(id) : range;
        TfliteProgram program = Tflite.program(bytes, used[0], used[1]);
        boolean whole = false;
        String backend = "";
        int tensors = 0;
        try {
            var graph = Tflite.read(bytes);
            whole = graph.needsAll();
            tensors = graph.weights().size();
        } catch (GlanceException e) {
            if (e.code() != ErrorCode.MODEL_OPERATION) {
                throw e;
            }
            backend = "litert";
        }
        List<String> labels = beside != null ? beside : List.of();
        if (beside == null && metadata != null && Zip.isAtEnd(bytes)) {
            Source zip = zip(bytes);
            for (String path : metadata.labelFiles()) {
                labels = labels.isEmpty() && zip.paths().contains(path) ? LabelsFile.read(text(zip, path), JsonText::parse) : labels;
            }
        }
        boolean named = metadata != null && !metadata.name().isEmpty() && !metadata.name().equals("ImageClassifier");
        JsonObject format = format("tflite", 0, false, whole);
        return model(id, named ? metadata.name() : id, "model.tflite", bytes, program.size(), used, program.outputs(), labels, format,
                "", backend, tensors);
    }

    /** That of most, where the files do not say it. */
    private static double[] range(String id) {
        System.out.println("Glance: " + id + " does not say what the bytes of a picture become; they are taken to become -1 to 1.");
        return new double[] {-1, 1};
    }

    private static JsonObject format(String kind, int head, boolean probabilities, boolean whole) {
        return new JsonObject().add("kind", kind).add("head", head).add("probabilities", probabilities).add("whole", whole);
    }

    private static BroughtModel tensorFlow(String id, Source files, Brought brought, List<String> beside) throws IOException {
        String text = text(files, brought.model());
        TfjsModel json = TfjsModel.read(text, JsonText::parse);
        List<byte[]> parts = new ArrayList<>();
        for (String shard : brought.shards(json)) {
            parts.add(files.read(shard));
        }
        json.check(parts.stream().mapToInt(part -> part.length).toArray());
        TeachableMachine machine = null;
        if (brought.kind() == Brought.Kind.TEACHABLE) {
            machine = TeachableMachine.read(text(files, brought.metadata()), JsonText::parse);
            machine.check(json);
        }
        byte[] head = artifacts(text).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head);
        for (byte[] part : parts) {
            whole.write(part);
        }
        List<String> labels = beside != null ? beside : machine != null ? machine.labels() : List.of();
        int outputs = json.classes() != 0 ? json.classes() : labels.size();
        if (outputs == 0) {
            throw new BuildException("The model " + id + " does not say how many classes it tells apart; put a labels.txt beside it, "
                    + "with a name a line.");
        }
        String name = machine != null && !machine.name().isEmpty() && !machine.name().equals("untitled") ? machine.name() : id;
        int size = json.size() != 0 ? json.size() : machine != null ? machine.size() : SIZE;
        if (json.size() == 0 && machine == null) {
            System.out.println("Glance: " + id + " does not say how large its pictures are; they are taken to be of " + SIZE + " px.");
        }
        double[] range = machine != null ? new double[] {TeachableMachine.MIN, TeachableMachine.MAX} : range(id);
        return model(id, name, "model.bin", whole.toByteArray(), size, range, outputs, labels, format(json.graph() ? "graph" : "layers",
                head.length, json.softmax() || machine != null, true), machine != null ? "plain" : "", "", 0);
    }

    /** A {@code model.json} without where its weights are. */
    private static String artifacts(String text) {
        JsonObject json = Json.parse(text).asObject();
        JsonArray specs = new JsonArray();
        for (JsonValue group : json.get("weightsManifest").asArray()) {
            group.asObject().get("weights").asArray().forEach(specs::add);
        }
        JsonObject artifacts = new JsonObject().add("modelTopology", json.get("modelTopology")).add("weightSpecs", specs);
        return (json.get("signature") == null ? artifacts : artifacts.add("signature", json.get("signature"))).toString();
    }

    private static BroughtModel model(String id, String name, String file, byte[] bytes, int size, double[] range, int outputs,
            List<String> labels, JsonObject format, String crop, String backend, int tensors) {
        if (!ClassNames.fit(outputs, labels)) {
            throw new BuildException("The list of labels of " + id + " has " + labels.size() + " names, and the model tells " + outputs
                    + " classes apart; give it the list that belongs to it.");
        }
        boolean imageNet = ClassNames.areImageNet(outputs, labels);
        JsonObject entry = new JsonObject().add("id", id).add("name", name).add("version", 0).add("alpha", 1).add("inputSize", size)
                .add("inputRange", Json.array(range)).add("classes", ClassNames.count(outputs))
                .add("background", ClassNames.hasBackground(outputs) ? "first" : "none")
                .add("labels", imageNet ? "labels/imagenet.tsv" : "labels/" + id + ".tsv").add("file", id + "/" + file)
                .add("bytes", bytes.length).add("sha256", Sha256.hex(bytes)).add("inSite", true).add("tensors", tensors)
                .add("format", format);
        if (!crop.isEmpty()) {
            entry.add("crop", crop);
        }
        if (!backend.isEmpty()) {
            entry.add("backend", backend);
        }
        return new BroughtModel(entry, bytes, imageNet ? null : ClassNames.table(outputs, labels));
    }
}
