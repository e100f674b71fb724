/**
 * Many pictures ({@link dev.glance.many.Album}) and what people do with them: find them ({@link dev.glance.many.Finder}), see
 * which are alike ({@link dev.glance.many.Alike}), take the answers out ({@link dev.glance.many.Export}), sort the files into
 * folders ({@link dev.glance.many.Folders}), keep the answers until the next visit ({@link dev.glance.many.Kept}). It knows no
 * JavaScript and does nothing by itself. Ten thousand pictures are no more than it can take.
 */
package dev.glance.many;
