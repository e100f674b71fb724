package dev.glance.classify;

import dev.glance.model.Calibration;
import dev.glance.model.Labels;
import dev.glance.model.TfliteProgram;
import org.teavm.jso.core.JSPromise;

/** A model that can be put on a backend, again if need be. */
public interface Model {
    /** Catalog id, or the address of a model that is not the site's. */
    String id();

    /** A name for people. */
    String name();

    /** SHA-256 of the model's file as 64 hex digits; empty where it is not known. */
    String sha256();

    /** Its classes. */
    Labels labels();

    /** Whether it is known that looking more than once helps where one look is not sure, as with MobileNets for ImageNet. */
    default boolean severalLooks() {
        return false;
    }

    /** Which part of a picture it sees where nobody asks for another, see {@link dev.glance.image.Crop#of}. */
    default String crop() {
        return "";
    }

    /** What its numbers are worth. */
    Calibration calibration();

    /** Puts the weights on the TensorFlow.js backend in use. */
    JSPromise<Network> open();

    /**
     * The model for LiteRT.
     *
     * @throws IllegalStateException where there is none, with a phrase on why
     */
    default TfliteProgram tflite() {
        throw new IllegalStateException("it takes .tflite files only");
    }

    /**
     * Side of the picture for the self-check in pixels.
     *
     * @param size    side of the input that the engine computes at
     * @param anySize whether the engine takes smaller ones too
     */
    default int checkSize(int size, boolean anySize) {
        return size;
    }

    /**
     * What is wrong with a backend's answer to the self-check.
     *
     * @param size      side of the picture in pixels
     * @param logits    the logits for {@link CheckPicture} of that size, background left out
     * @param tolerance how far they may be off, as a fraction of the greatest
     * @return a short phrase, or null where nothing is
     */
    String complaint(int size, float[] logits, double tolerance);
}
