package dev.glance.host;

import dev.glance.error.GlanceException;

/**
 * What became of one of many pictures.
 *
 * @param index  its place among them, from 0
 * @param answer the job's answer; null where it failed
 * @param error  why it failed; null where it did not
 * @param <A>    the job's answer
 */
public record Result<A>(int index, A answer, GlanceException error) {
}
