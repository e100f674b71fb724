package dev.glance.classify;

import dev.glance.model.CatalogEntry;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Labels;

/**
 * A model of the site, read and verified.
 *
 * @param entry     what the catalog says of it
 * @param artifacts the graph with its weights
 * @param labels    its classes
 */
public record ModelFile(CatalogEntry entry, GraphArtifacts artifacts, Labels labels) {
}
