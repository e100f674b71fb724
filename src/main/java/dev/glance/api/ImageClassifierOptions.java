package dev.glance.api;

import dev.glance.async.CancelToken;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.host.LoadProgress;
import dev.glance.image.Crop;
import java.util.List;

/**
 * What {@link ImageClassifier#load} is to load, and how pictures are classified with it. All of it is optional.
 *
 * @param site       address of the folder with what Glance needs at run time ({@code mobilenet.js} and what lies beside it),
 *                   relative to the page, ending in a slash; {@code glance/} unless said otherwise
 * @param model      catalog id of a model of that folder; empty for its default one
 * @param modelUrl   address of a model that is none of that folder: a {@code .tflite} file, a zip, a {@code model.json} of
 *                   TensorFlow.js or a folder with one; empty for one of the folder
 * @param labels     the names of its classes in their order, in place of those that come with it; empty for those
 * @param labelsUrl  address of a file with such names; empty for none
 * @param inputRange two numbers, what bytes of 0 and 255 become where the model's files do not say it; null for [-1, 1]
 * @param version    version of MobileNet, 1 or 2; 0 where none is asked for
 * @param alpha      its width multiplier, 0.25 to 1
 * @param size       side of the model's input in pixels, one of those that the catalog has for it; 0 for its own
 * @param backend    {@code wasm}, {@code webgl}, {@code webgpu}, {@code cpu} or {@code litert} to try that one first;
 *                   {@code gpu} for a real graphics processor and nothing else; empty to choose
 * @param threads    how many threads compute one picture, where the page is cross-origin isolated and the backend is {@code wasm} or
 *                   {@code litert}; 0 to find out after the first answer what is fastest
 * @param worker     whether pictures are classified in a worker, else on the thread that calls
 * @param crop       which part of a picture the model sees, see {@link Crop#of}; empty for what the model asks for
 * @param careful    whether each picture is looked at several times, at up to four times the time
 * @param calibrated whether the probabilities mean what they say, as on Glance's page; else they are the plain softmax, as from
 *                   {@code @tensorflow-models/mobilenet}; a verdict's is calibrated always
 * @param topK       how many classes an answer has, at least 1; more than the model has means all
 * @param progress   hears how loading goes on
 * @param cancel     ends the loading, which is rejected as {@code cancelled} then; null for what cannot be ended
 */
public record ImageClassifierOptions(String site, String model, String modelUrl, List<String> labels, String labelsUrl,
                                     double[] inputRange, double version, double alpha, int size, String backend,
                                     int threads, boolean worker, String crop, boolean careful, boolean calibrated, int topK,
                                     LoadProgress progress, CancelToken cancel) {
    /** Options with what is not asked for left as it is. */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts options together. */
    public static final class Builder {
        private String site = "glance/";
        private String model = "";
        private String modelUrl = "";
        private List<String> labels = List.of();
        private String labelsUrl = "";
        private double[] inputRange;
        private double version;
        private double alpha = 1;
        private int size;
        private String backend = "";
        private int threads;
        private boolean worker = true;
        private String crop = "";
        private boolean careful;
        private boolean calibrated = true;
        private int topK = 3;
        private LoadProgress progress = LoadProgress.NOBODY;
        private CancelToken cancel;

        private Builder() {
        }

        /** The folder with what Glance needs at run time, relative to the page; empty for the page's own. */
        public Builder site(String folder) {
            site = folder.isEmpty() ? "./" : folder.endsWith("/") ? folder : folder + '/';
            return this;
        }

        /** A model of the site by its catalog id. */
        public Builder model(String id) {
            model = id;
            return this;
        }

        /**
         * A model at an address, such as one of Teachable Machine: a {@code .tflite} file, a zip, a {@code model.json}, or a folder
         * with one, relative to the page. Its host must let the page read it (CORS). It is fetched at each load.
         */
        public Builder modelUrl(String address) {
            modelUrl = address;
            return this;
        }

        /** The names of its classes, in their order. Where they are not as many, loading fails as {@code labels-format}. */
        public Builder labels(List<String> names) {
            labels = List.copyOf(names);
            return this;
        }

        /** The same as a file at an address: a name a line, a JSON array, CSV, or {@code metadata.json}. */
        public Builder labelsUrl(String address) {
            labelsUrl = address;
            return this;
        }

        /** What bytes of 0 and 255 become in it, where its files do not say it. */
        public Builder inputRange(double min, double max) {
            inputRange = new double[] {min, max};
            return this;
        }

        /**
         * A model of the site by its architecture. Where the site lacks it, loading fails as {@code model-not-in-site}, and as
         * {@code model-unknown} where there is none at all.
         *
         * @param wanted     version of MobileNet, 1 or 2
         * @param multiplier its alpha: 0.25, 0.5, 0.75 or 1
         */
        public Builder mobileNet(double wanted, double multiplier) {
            version = wanted;
            alpha = multiplier;
            return this;
        }

        /** Side of the model's input in pixels; the default model takes 128, 160, 192, 224, 256 and 288. */
        public Builder size(int pixels) {
            size = pixels;
            return this;
        }

        /** What is to compute, see {@link ImageClassifierOptions}. */
        public Builder backend(String name) {
            backend = name;
            return this;
        }

        /** How many threads compute one picture, see {@link ImageClassifierOptions}. */
        public Builder threads(int count) {
            threads = count;
            return this;
        }

        /** False to classify on the thread that calls. */
        public Builder worker(boolean wanted) {
            worker = wanted;
            return this;
        }

        /**
         * Which part of a picture the model sees.
         *
         * @param word {@code square}, {@code center}, {@code contain}, {@code stretch}, {@code plain}, or {@code x,y,side} in the
         *             picture's pixels
         */
        public Builder crop(String word) {
            crop = word;
            return this;
        }

        /** Looks at each picture several times and averages. */
        public Builder careful(boolean wanted) {
            careful = wanted;
            return this;
        }

        /** False for the plain softmax of {@code @tensorflow-models/mobilenet}. */
        public Builder calibrated(boolean wanted) {
            calibrated = wanted;
            return this;
        }

        /** How many classes an answer has, at least 1. */
        public Builder topK(int classes) {
            topK = classes;
            return this;
        }

        /** Hears how loading goes on: what is being done, and how much of it is. */
        public Builder progress(LoadProgress hearer) {
            progress = hearer;
            return this;
        }

        /** Ends the loading when it is cancelled; a model at an address is fetched to its end before. */
        public Builder cancel(CancelToken token) {
            cancel = token;
            return this;
        }

        /**
         * The options.
         *
         * @throws GlanceException {@code option} for a size, threads, crop or topK that means nothing
         */
        public ImageClassifierOptions build() {
            if (size < 0 || topK < 1) {
                throw new GlanceException(ErrorCode.OPTION, size < 0 ? "The size is " + size + " pixels." : "topK is " + topK + ".",
                        size < 0 ? "Give one of the model's sizes, or leave it out." : "Give at least 1, or leave it out.");
            }
            if (modelUrl.isEmpty() && (!labels.isEmpty() || !labelsUrl.isEmpty() || inputRange != null)) {
                throw new GlanceException(ErrorCode.OPTION, "labels and inputRange are for a model of modelUrl, and none is asked for.",
                        "Leave them out, or say where the model is.");
            }
            // Not a number is not less than anything.
            if (inputRange != null && !(inputRange[0] < inputRange[1])) {
                throw new GlanceException(ErrorCode.OPTION, "The range of the input goes from " + inputRange[0] + " to " + inputRange[1]
                        + ".", "Give two numbers, the smaller one first, such as 0 and 1.");
            }
            if (threads < 0) {
                throw new GlanceException(ErrorCode.OPTION, "There can be no " + threads + " threads.", "Give at least 1, or leave it out.");
            }
            Crop.of(crop);
            return new ImageClassifierOptions(site, model, modelUrl, labels, labelsUrl, inputRange, version, alpha, size, backend, threads, worker,
                    crop, careful, calibrated, topK, progress, cancel);
        }
    }
}
