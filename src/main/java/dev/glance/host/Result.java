package dev.glance.host;

import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;

/**
 * What became of one of many pictures.
 *
 * @param index       its place among them, from 0
 * @param predictions the answer; null where it failed
 * @param error       why it failed; null where it did not
 */
public record Result(int index, Predictions predictions, GlanceException error) {
}
