package dev.glance.bring;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Format;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.OperatorNames;
import dev.glance.model.Sha256;
import dev.glance.model.Tflite;
import dev.glance.model.TfliteProgram;
import dev.glance.model.formats.Brought;
import dev.glance.model.formats.LabelsFile;
import dev.glance.model.formats.TeachableMachine;
import dev.glance.model.formats.TfjsModel;
import dev.glance.model.formats.TfliteMetadata;
import dev.glance.model.formats.Zip;
import dev.glance.site.JsonValue;
import dev.glance.site.SiteFiles;
import dev.glance.web.Blobs;
import dev.glance.web.ImageFiles;
import dev.glance.web.Message;
import dev.glance.web.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.json.JSON;
import org.teavm.jso.typedarrays.Int8Array;

/** Makes a model of the files that a person hands over, or of those at an address. Nothing in them is trusted. */
public final class Bringing {
    /** Where the files say nothing else, as MobileNets take pictures. */
    private static final double MIN = -1;
    private static final double MAX = 1;
    static final int SIZE = 224;
    /** What computes whatever a {@code .tflite} file asks for. */
    static final String LITERT = "litert";

    private Bringing() {
    }

    /**
     * Reads a model.
     *
     * @param things files, and entries of a file system
     * @return rejected with a GlanceException
     */
    public static JSPromise<OwnModel> of(JSArray<JSObject> things) {
        return of(Source.of(things));
    }

    /**
     * Reads a model at an address: of a {@code .tflite} file, a zip, a {@code model.json}, or a folder with one.
     *
     * @param address the whole of it
     * @param remote  fetches the files
     * @return rejected with a GlanceException
     */
    public static JSPromise<OwnModel> at(String address, Remote remote) {
        // What fetch takes; blob: and data: are how a page hands on what it holds itself.
        return address.startsWith("https:") || address.startsWith("http:") || address.startsWith("blob:") || address.startsWith("data:")
                ? of(Source.at(address, remote))
                : JSPromise.reject(new GlanceException(ErrorCode.MODEL_MISSING, "The file at " + address
                        + " cannot be had: its address begins with neither http: nor https:.", "Bring the file itself."));
    }

    /**
     * Reads a published {@code .tflite} file. Unless it is the one that was published, nothing in it is looked at.
     *
     * @param address the whole of it
     * @param bytes   how long it is
     * @param sha256  64 hex digits
     * @param remote  fetches it
     * @return rejected with a GlanceException: {@code model-altered} where it is another file
     */
    public static JSPromise<OwnModel> published(String address, int bytes, String sha256, Remote remote) {
        return remote.readExactly(address, bytes).flatThen(file -> sha256(file).flatThen(hash -> {
            if (!hash.equals(sha256)) {
                throw Remote.altered(address, "its SHA-256 differs");
            }
            return tflite(base(address), file, hash);
        }));
    }

    private static JSPromise<OwnModel> of(JSPromise<Source> source) {
        return source.flatThen(files -> {
            Brought brought = Brought.of(files.paths());
            if (brought.kind() != Brought.Kind.ZIP) {
                return read(files, brought);
            }
            return files.read(brought.model()).flatThen(bytes -> {
                Source zip = Source.ofZip(bytes);
                return read(zip, Brought.inZip(zip.paths()));
            });
        });
    }

    private static JSPromise<OwnModel> read(Source files, Brought brought) {
        JSPromise<OwnModel> model = brought.kind() == Brought.Kind.TFLITE
                ? files.read(brought.model()).flatThen(bytes -> sha256(bytes).flatThen(hash -> tflite(base(brought.model()), bytes, hash)))
                : tensorFlow(files, brought);
        String labels = brought.labels();
        return labels == null ? model : model.flatThen(read -> text(files, labels).then(text -> {
            // What a person puts beside a model is meant.
            read.labels = names(text);
            return read;
        }));
    }

    /** A list of labels that a person hands over. */
    public static JSPromise<List<String>> labels(JSArray<JSObject> things) {
        return Source.of(things).flatThen(files -> text(files, files.paths().get(0))).then(Bringing::names);
    }

    /** A list of labels at an address. */
    static JSPromise<List<String>> labels(String address, Remote remote) {
        return remote.read(address).then(bytes -> names(Utf8.decode(Int8Array.fromJavaArray(bytes))));
    }

    /**
     * The names in a list of labels.
     *
     * @throws GlanceException {@code labels-format}
     */
    static List<String> names(String text) {
        return LabelsFile.read(text, JsonValue::parse);
    }

    private static JSPromise<String> text(Source files, String path) {
        return files.read(path).then(bytes -> Utf8.decode(Int8Array.fromJavaArray(bytes)));
    }

    /** The name of a file without folder and ending. */
    private static String base(String path) {
        int dot = path.lastIndexOf('.');
        return path.substring(path.lastIndexOf('/') + 1, dot < 0 ? path.length() : dot);
    }

    static JSPromise<String> sha256(byte[] bytes) {
        return SiteFiles.sha256(bytes).then(Sha256::digits);
    }

    private static JSPromise<OwnModel> tflite(String file, byte[] bytes, String hash) {
        // A quantised input takes bytes as they are; of others metadata may say it. What is no such file at all is told here first.
        double[] range = Tflite.inputRange(bytes);
        TfliteMetadata metadata = TfliteMetadata.read(bytes);
        boolean said = range == null && metadata != null && metadata.hasRange();
        if (said) {
            range = new double[] {metadata.min(), metadata.max()};
        }
        boolean mixed = said && !metadata.isUniform();
        boolean certain = range != null && !mixed;
        double[] used = range == null ? new double[] {MIN, MAX} : range;
        // Checks the file for both engines; either will do.
        TfliteProgram program = Tflite.program(bytes, used[0], used[1]);
        GraphArtifacts graph = graph(bytes);
        // So is called whatever the task library makes.
        boolean named = metadata != null && !metadata.name().isEmpty() && !metadata.name().equals("ImageClassifier");
        String name = named ? metadata.name() : file;
        OwnModel model = new OwnModel(name, new Format(Format.Kind.TFLITE, 0, false, graph != null && graph.needsAll()),
                Blobs.of(bytes, ""), hash, program.size());
        model.min = used[0];
        model.max = used[1];
        model.outputs = program.outputs();
        model.certain = certain;
        model.mixed = mixed;
        model.only = graph == null ? LITERT : "";
        model.lacking = graph == null ? listed(OperatorNames.lacking(bytes)) : "";
        return labels(model, metadata, bytes);
    }

    /** The model for TensorFlow.js; null where that has not all of its operations. */
    private static GraphArtifacts graph(byte[] bytes) {
        try {
            return Tflite.read(bytes);
        } catch (GlanceException e) {
            if (e.code() != ErrorCode.MODEL_OPERATION) {
                throw e;
            }
            return null;
        }
    }

    private static String listed(List<String> names) {
        StringBuilder list = new StringBuilder();
        for (String name : names) {
            list.append(list.length() == 0 ? "" : ", ").append(name);
        }
        return list.toString();
    }

    /** Those that a file brings along in a zip at its end. */
    private static JSPromise<OwnModel> labels(OwnModel model, TfliteMetadata metadata, byte[] bytes) {
        if (metadata == null || metadata.labelFiles().isEmpty() || !Zip.isAtEnd(bytes)) {
            return JSPromise.resolve(model);
        }
        Source zip = Source.ofZip(bytes);
        for (String path : metadata.labelFiles()) {
            for (String there : zip.paths()) {
                if (there.equals(path)) {
                    return text(zip, path).then(text -> {
                        model.labels = names(text);
                        return model;
                    });
                }
            }
        }
        return JSPromise.resolve(model);
    }

    private static JSPromise<OwnModel> tensorFlow(Source files, Brought brought) {
        return text(files, brought.model()).flatThen(text -> {
            TfjsModel json = TfjsModel.read(text, JsonValue::parse);
            List<byte[]> parts = new ArrayList<>();
            return shards(files, brought.shards(json), parts).flatThen(done -> {
                int[] lengths = new int[parts.size()];
                for (int i = 0; i < lengths.length; i++) {
                    lengths[i] = parts.get(i).length;
                }
                json.check(lengths);
                Blob head = Blobs.text(artifacts(text), "");
                JSArray<JSObject> all = new JSArray<>();
                all.push(head);
                parts.forEach(part -> all.push(Int8Array.fromJavaArray(part)));
                Blob whole = Blobs.of(all, "");
                return teachable(files, brought, json).flatThen(machine -> ImageFiles.bytes(whole).flatThen(buffer ->
                        sha256(new Int8Array(buffer).toJavaArray())).then(hash -> model(json, machine, whole,
                        (int) head.getSize(), hash, brought)));
            });
        });
    }

    private static JSPromise<JSObject> shards(Source files, List<String> paths, List<byte[]> parts) {
        if (parts.size() == paths.size()) {
            return JSPromise.resolve(null);
        }
        return files.read(paths.get(parts.size())).flatThen(bytes -> {
            parts.add(bytes);
            return shards(files, paths, parts);
        });
    }

    /** What its {@code metadata.json} says; null where there is none, or another one. */
    private static JSPromise<TeachableMachine> teachable(Source files, Brought brought, TfjsModel json) {
        if (brought.kind() != Brought.Kind.TEACHABLE) {
            return JSPromise.resolve(null);
        }
        return text(files, brought.metadata()).then(text -> {
            TeachableMachine machine = TeachableMachine.read(text, JsonValue::parse);
            machine.check(json);
            return machine;
        });
    }

    private static OwnModel model(TfjsModel json, TeachableMachine machine, Blob file, int head, String hash, Brought brought) {
        String folder = brought.model().lastIndexOf('/') < 0 ? "" : brought.model().substring(0, brought.model().lastIndexOf('/'));
        String name = machine != null && !machine.name().isEmpty() && !machine.name().equals("untitled") ? machine.name()
                : machine != null ? "Teachable Machine" : folder.isEmpty() ? "" : base(folder + ".");
        int size = json.size() != 0 ? json.size() : machine != null ? machine.size() : SIZE;
        if (name.isEmpty()) {
            name = json.size() == 0 ? "TensorFlow.js" : "TensorFlow.js, " + size + " px";
        }
        OwnModel model = new OwnModel(name, new Format(json.graph() ? Format.Kind.GRAPH : Format.Kind.LAYERS, head,
                json.softmax() || machine != null, true), file, hash, size);
        model.min = machine != null ? TeachableMachine.MIN : MIN;
        model.max = machine != null ? TeachableMachine.MAX : MAX;
        model.outputs = json.classes();
        model.certain = machine != null;
        model.open = json.size() == 0 && machine == null;
        if (machine != null) {
            model.crop = "plain";
            model.labels = machine.labels();
        }
        return model;
    }

    /** A {@code model.json} without where its weights are, as text. */
    private static String artifacts(String text) {
        Message json = (Message) JSON.parse(text);
        JSArray<JSObject> specs = new JSArray<>();
        JSArray<Message> groups = json.object("weightsManifest");
        for (int i = 0; i < groups.getLength(); i++) {
            JSArray<JSObject> weights = groups.get(i).object("weights");
            for (int j = 0; j < weights.getLength(); j++) {
                specs.push(weights.get(j));
            }
        }
        Message artifacts = Message.create().set("modelTopology", (JSObject) json.object("modelTopology")).set("weightSpecs", specs);
        JSObject signature = json.object("signature");
        return JSON.stringify(signature == null ? artifacts : artifacts.set("signature", signature));
    }
}
