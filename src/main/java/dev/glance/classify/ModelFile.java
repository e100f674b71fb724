package dev.glance.classify;

import dev.glance.model.CatalogEntry;
import dev.glance.model.GraphArtifacts;
import dev.glance.model.Labels;
import org.teavm.jso.core.JSPromise;

/**
 * A model of the site, read and verified.
 *
 * @param entry     what the catalog says of it
 * @param artifacts the graph with its weights
 * @param labels    its classes
 */
public record ModelFile(CatalogEntry entry, GraphArtifacts artifacts, Labels labels) implements Model {
    @Override
    public String id() {
        return entry.id();
    }

    @Override
    public String name() {
        return entry.name();
    }

    @Override
    public String sha256() {
        return entry.sha256();
    }

    @Override
    public JSPromise<Network> open() {
        return Network.of(artifacts, entry.inputMin(), entry.inputMax());
    }

    @Override
    public String complaint(float[] logits) {
        return SelfCheck.complaint(entry, logits);
    }
}
