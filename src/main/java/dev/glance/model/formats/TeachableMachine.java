package dev.glance.model.formats;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Json;
import dev.glance.model.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code metadata.json} of an image project of Teachable Machine, which lies beside {@code model.json} and
 * {@code weights.bin}. The model is a layers model: a MobileNet up to its last convolution, averaged (V2) or flattened (V1), then
 * a dense layer (relu) and one of as many as there are labels (softmax, no bias); the two halves are models within the model.
 * What the project's own library, {@code @teachablemachine/image} 0.8.5, does with a picture:
 * <ul>
 * <li>it scales it so that the shorter side is {@link #size}, with {@code scale = size / min(width, height)}, to
 *     {@code ceil(width * scale)} by {@code ceil(height * scale)}, and takes the square in the middle, its left and top edges
 *     {@code floor((scaled - size) / 2)} pixels in: all in one {@code drawImage} of a canvas of {@code size}, with the browser's
 *     default smoothing; so the crop is the largest centred square ("cover"). A picture in the page counts with its layout size
 *     ({@code image.width}); a video with {@code videoWidth};</li>
 * <li>it does not mirror unless asked ({@code predict(image, flipped)}); its camera ({@code Webcam}) usually is asked to;</li>
 * <li>a byte {@code b} becomes {@code b / 127 - 1}, which is {@link #MIN} to {@link #MAX}, a little more than 1;</li>
 * <li>for a grey model the channels are added with the weights 0.2989, 0.587, 0.114, before that, and there is one channel;</li>
 * <li>what the model gives are probabilities already; they are shown as they are.</li>
 * </ul>
 *
 * @param name   what its maker called the project; {@code untitled} where the file does not say
 * @param labels the classes by number
 * @param size   height and width of the input in pixels
 * @param grey   whether it takes grey pictures, of one channel
 * @see <a href="https://github.com/googlecreativelab/teachablemachine-community/blob/master/libraries/image/src/custom-mobilenet.ts">
 *      custom-mobilenet.ts</a>, and beside it utils/canvas.ts (cropTo) and utils/tf.ts (capture)
 */
public record TeachableMachine(String name, List<String> labels, int size, boolean grey) {
    /** What a byte of 0 becomes. */
    public static final double MIN = -1;
    /** What a byte of 255 becomes. */
    public static final double MAX = 255 / 127.0 - 1;

    private static final int DEFAULT_SIZE = 224;
    private static final int MAX_SIZE = 4096;

    /**
     * Reads a {@code metadata.json}.
     *
     * @throws GlanceException {@code model-other} for an audio or pose project, {@code model-format} for any other text
     */
    public static TeachableMachine read(String text, Json.Reader reader) {
        Json file;
        try {
            file = reader.read(text);
        } catch (RuntimeException e) {
            throw broken("it is no JSON");
        }
        try {
            return of(file);
        } catch (IllegalArgumentException e) {
            throw broken(e.getMessage());
        }
    }

    /**
     * Refuses a project whose model Glance cannot ask, or that is another one's.
     *
     * @throws GlanceException {@code model-other} for grey pictures, {@code model-format} for another number of classes
     */
    public void check(TfjsModel model) {
        if (grey) {
            throw new GlanceException(ErrorCode.MODEL_OTHER, "This model of Teachable Machine takes grey pictures, and Glance gives"
                    + " models colours.", "Make it in a standard image project.");
        }
        if (model.classes() != 0 && model.classes() != labels.size()) {
            throw new GlanceException(ErrorCode.MODEL_FORMAT, "The model tells " + model.classes()
                    + " classes apart, and its metadata.json names " + labels.size() + ".", "Export it once more.");
        }
    }

    private static TeachableMachine of(Json file) {
        Json packageName = file.get("packageName");
        if (packageName != null && packageName.string().endsWith("/pose")) {
            throw other("poses of the body");
        }
        if (file.get("wordLabels") != null || file.get("tfjsSpeechCommandsVersion") != null) {
            throw other("sounds");
        }
        List<String> labels = new ArrayList<>();
        for (Json label : file.require("labels").items()) {
            labels.add(label.string());
        }
        if (labels.isEmpty() || labels.size() > Labels.MAX_CLASSES) {
            throw broken("it has " + labels.size() + " labels");
        }
        Json size = file.get("imageSize");
        int pixels = size == null ? DEFAULT_SIZE : size.whole();
        if (pixels < 1 || pixels > MAX_SIZE) {
            throw broken("its pictures are " + pixels + " pixels high");
        }
        Json name = file.get("modelName");
        Json grey = file.get("grayscale");
        return new TeachableMachine(name == null ? "untitled" : name.string(), labels, pixels, grey != null && grey.bool());
    }

    private static GlanceException broken(String detail) {
        return Faults.broken("This metadata.json is none of a Teachable Machine image project: " + detail);
    }

    private static GlanceException other(String of) {
        return new GlanceException(ErrorCode.MODEL_OTHER, "This Teachable Machine project is about " + of + ", not pictures.",
                "Bring the export of an image project.");
    }
}
