package dev.glance.model;

import java.util.List;

/**
 * One model of the catalog.
 *
 * @param id         its stable name
 * @param name       a name for people
 * @param version    MobileNet version, 1 or 2
 * @param alpha      width multiplier, such as 1.0
 * @param inputSize  height and width of the input in pixels
 * @param inputMin   what a byte of 0 becomes
 * @param inputMax   what a byte of 255 becomes
 * @param classes    how many classes there are, a background class not counted
 * @param background whether output 0 is a background class that is to be left out
 * @param labels     the label file, relative to {@code models/}
 * @param file       the model file, relative to {@code models/}
 * @param bytes      length of the model file
 * @param sha256     SHA-256 of the model file, 64 lower-case hex digits
 * @param tensors    how many tensors the model is, once it is a graph of TensorFlow.js; 0 where that is not known
 * @param inSite     whether this site carries the file
 * @param checkTop   the class that the self-check's input must get first
 * @param checkTopLogit that class's logit
 * @param checkLogits logits of the classes 0, 20, 40, ... for the self-check's input
 */
public record CatalogEntry(String id, String name, int version, double alpha, int inputSize, double inputMin,
                           double inputMax, int classes, boolean background, String labels, String file, int bytes,
                           String sha256, int tensors, boolean inSite, int checkTop, double checkTopLogit,
                           List<Double> checkLogits) {
}
