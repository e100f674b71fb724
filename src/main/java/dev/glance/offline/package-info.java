/**
 * Pure Java: which files of the site are kept on a device, of which version, and what is answered with them. What it needs of a
 * browser is the interface {@link dev.glance.offline.World}.
 */
package dev.glance.offline;
