package dev.glance.model.formats;

import dev.glance.error.GlanceException;
import dev.glance.model.FlatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@code .tflite} file says about itself. Pictures are to become {@code (byte - mean) / std}, a value for each channel;
 * {@link #min} and {@link #max} are what the bytes 0 and 255 become. This is said of float and quantised models alike ("quantized
 * models share the same normalization parameters as their corresponding float models"), and an int8 input gets those values
 * through its own scale and zero point. A <b>uint8</b> input gets the picture's bytes as they are, whatever is said here: so does
 * MediaPipe, which looks at these numbers for float inputs only (and takes no int8 ones), and in an honest file it is the same,
 * since scale and zero point undo the normalisation. Files that say mean 0 and std 1 of a uint8 input are common.
 *
 * <p>The label files lie in the zip at the end of the {@code .tflite} file, see {@link Zip}. The first input and the first output
 * of the first graph are meant.
 *
 * @param name        the model's name; this and the other texts are empty where the file does not say
 * @param description what it does
 * @param author      who made it
 * @param license     on what terms
 * @param mean        one value, or one for each of three channels; empty where the file does not say
 * @param std         as many
 * @param grey        whether it takes grey pictures
 * @param labelFiles  names of the files of labels in the zip, best first: those of the output's axis, then others; other languages
 *                    stand after the first
 * @see <a href="https://github.com/tensorflow/tflite-support/blob/master/tensorflow_lite_support/metadata/metadata_schema.fbs">
 *      metadata_schema.fbs</a>, which numbers the fields used here
 * @see <a href="https://github.com/google-ai-edge/mediapipe/blob/master/mediapipe/tasks/cc/components/processors/image_preprocessing_graph.cc">
 *      MediaPipe's image_preprocessing_graph.cc</a>
 */
public record TfliteMetadata(String name, String description, String author, String license, float[] mean, float[] std,
                             boolean grey, List<String> labelFiles) {
    private static final byte[] NAME = Utf8.encode("TFLITE_METADATA");
    /** Of what is shown or looked up; many tables may point to one long text, and must not fill the memory with copies of it. */
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_FILE_NAME = 1000;
    private static final int MAX_FILES = 100;
    private static final int IMAGE_PROPERTIES = 2;
    private static final int GREYSCALE = 2;
    private static final int NORMALIZATION = 1;
    private static final int AXIS_LABELS = 2;
    private static final int VALUE_LABELS = 3;
    private static final int CHANNELS = 3;

    /**
     * Reads a file.
     *
     * @param file the whole {@code .tflite} file; it is read only
     * @return null where it says nothing about itself
     * @throws GlanceException {@code model-format} where what it says is broken, or the file is
     */
    public static TfliteMetadata read(byte[] file) {
        try {
            byte[] metadata = find(new FlatBuffer(file));
            return metadata == null ? null : new Reader(metadata).read();
        } catch (GlanceException e) {
            throw damaged();
        }
    }

    /** What a byte of 0 becomes; in the mean, where the channels differ. */
    public double min() {
        return becomes(0);
    }

    /** What a byte of 255 becomes; in the mean, where the channels differ. */
    public double max() {
        return becomes(255);
    }

    private double becomes(double level) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += (level - mean[i]) / std[i];
        }
        return sum / mean.length;
    }

    /** Whether the file says how pictures are normalised. */
    public boolean hasRange() {
        return mean.length > 0;
    }

    /** Whether the channels are normalised alike. */
    public boolean isUniform() {
        for (int i = 1; i < mean.length; i++) {
            if (mean[i] != mean[0] || std[i] != std[0]) {
                return false;
            }
        }
        return true;
    }

    private static GlanceException damaged() {
        return Faults.broken("What the .tflite file says about itself is damaged");
    }

    /** The bytes of the model's metadata, a file within the file; null where there are none. */
    private static byte[] find(FlatBuffer file) {
        int model = file.root();
        for (int entry : file.tablesField(model, 6)) {
            FlatBuffer.Vector name = file.vectorField(entry, 0, 1);
            if (Arrays.equals(bytes(file, name), NAME)) {
                int[] buffers = file.tablesField(model, 4);
                int buffer = file.intField(entry, 1, 0);
                if (buffer < 0 || buffer >= buffers.length) {
                    throw damaged();
                }
                return bytes(file, file.vectorField(buffers[buffer], 0, 1));
            }
        }
        return null;
    }

    private static byte[] bytes(FlatBuffer file, FlatBuffer.Vector vector) {
        return Arrays.copyOfRange(file.bytes(), vector.position(), vector.position() + vector.length());
    }

    /** Reads the file within the file. */
    private static final class Reader {
        private final FlatBuffer file;
        private final List<String> axisFiles = new ArrayList<>();
        private final List<String> valueFiles = new ArrayList<>();

        Reader(byte[] metadata) {
            if (metadata.length < 8 || metadata[4] != 'M' || metadata[5] != '0' || metadata[6] != '0' || metadata[7] != '1') {
                throw damaged();
            }
            file = new FlatBuffer(metadata);
        }

        TfliteMetadata read() {
            int model = file.root();
            int[] graphs = file.tablesField(model, 3);
            int graph = graphs.length == 0 ? 0 : graphs[0];
            int input = graph == 0 ? 0 : first(file.tablesField(graph, 2));
            int output = graph == 0 ? 0 : first(file.tablesField(graph, 3));
            files(output, 6);
            files(graph, 4);
            files(model, 6);
            List<String> labelFiles = new ArrayList<>(axisFiles);
            labelFiles.addAll(valueFiles);
            int normalization = input == 0 ? 0 : normalization(input);
            float[] mean = normalization == 0 ? new float[0] : file.floatsField(normalization, 0);
            float[] std = normalization == 0 ? new float[0] : file.floatsField(normalization, 1);
            check(mean, std);
            return new TfliteMetadata(text(model, 0, MAX_TEXT), text(model, 1, MAX_TEXT), text(model, 4, MAX_TEXT),
                    text(model, 5, MAX_TEXT), mean, std, input != 0 && isGrey(input), labelFiles);
        }

        private static int first(int[] tables) {
            return tables.length == 0 ? 0 : tables[0];
        }

        private void files(int table, int field) {
            if (table == 0) {
                return;
            }
            for (int associated : file.tablesField(table, field)) {
                int type = file.byteField(associated, 2, 0);
                String name = type == AXIS_LABELS || type == VALUE_LABELS ? text(associated, 0, MAX_FILE_NAME) : "";
                List<String> files = type == AXIS_LABELS ? axisFiles : valueFiles;
                if (!name.isEmpty() && !files.contains(name)) {
                    if (files.size() == MAX_FILES) {
                        throw damaged();
                    }
                    files.add(name);
                }
            }
        }

        private int normalization(int tensor) {
            for (int unit : file.tablesField(tensor, 4)) {
                if (file.byteField(unit, 0, 0) == NORMALIZATION) {
                    return file.tableField(unit, 1);
                }
            }
            return 0;
        }

        private static void check(float[] mean, float[] std) {
            boolean sound = mean.length == std.length && (mean.length <= 1 || mean.length == CHANNELS);
            for (int i = 0; i < mean.length && sound; i++) {
                // Neither infinite nor no number; a tiny deviation would give infinities.
                sound = Math.abs(mean[i]) < 1e6 && Math.abs(std[i]) > 1e-6 && Math.abs(std[i]) < 1e6;
            }
            if (!sound) {
                throw damaged();
            }
        }

        private boolean isGrey(int tensor) {
            int content = file.tableField(tensor, 3);
            if (content == 0 || file.byteField(content, 0, 0) != IMAGE_PROPERTIES) {
                return false;
            }
            int image = file.tableField(content, 1);
            return image != 0 && file.byteField(image, 0, 0) == GREYSCALE;
        }

        private String text(int table, int field, int limit) {
            FlatBuffer.Vector vector = file.vectorField(table, field, 1);
            if (vector.length() > limit) {
                throw damaged();
            }
            return Utf8.decode(file.bytes(), vector.position(), vector.position() + vector.length());
        }
    }
}
