/**
 * What people bring: archives, models of other programs and files of labels. Nothing in them is trusted; whatever the bytes are,
 * what is read from them is sound or a {@link dev.glance.error.GlanceException} says why not.
 */
package dev.glance.model.formats;
