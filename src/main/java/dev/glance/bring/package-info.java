/**
 * Models that come from outside: read from files, zips and addresses ({@link dev.glance.bring.Bringing}), tried, and made into an
 * entry as the catalog has them ({@link dev.glance.bring.OwnModel}). Compiled into a late script only, for the page and for
 * {@code mobilenet.load} ({@link dev.glance.bring.Reading}); the script of the page knows no more of it than
 * {@link dev.glance.bring.BringDoor}.
 */
package dev.glance.bring;
