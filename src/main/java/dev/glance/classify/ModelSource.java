package dev.glance.classify;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.model.Catalog;
import dev.glance.model.CatalogEntry;
import dev.glance.model.Json;
import dev.glance.model.Labels;
import dev.glance.model.Sha256;
import dev.glance.site.OwnModels;
import dev.glance.site.SiteFiles;
import dev.glance.web.AbortController;
import dev.glance.web.JsErrors;
import java.util.List;
import org.teavm.jso.core.JSPromise;

/** Reads the site's models. No byte of a model file is used before its length and SHA-256 are found right. */
public final class ModelSource {
    private final SiteFiles site;

    public ModelSource(SiteFiles site) {
        this.site = site;
    }

    /** Hears what fraction, 0..1, of the model file has arrived. */
    public interface Progress {
        void arrived(double fraction);
    }

    /** The site's catalog. */
    public JSPromise<Catalog> catalog() {
        return site.readJson(WorkerScripts.CATALOG).then(Catalog::of);
    }

    /**
     * What is known of a model.
     *
     * @param id of the catalog, or of a model that a person has brought; empty for the default one
     */
    public JSPromise<CatalogEntry> entry(String id) {
        return !OwnModels.isOwn(id) ? catalog().then(catalog -> catalog.require(id))
                : OwnModels.find(site, id).flatThen(found -> site.readJson(OwnModels.entry(id))).then(ModelSource::own);
    }

    /**
     * What is known of a model that is none of the catalog's.
     *
     * @throws GlanceException {@code model-format}
     */
    public static CatalogEntry own(Json json) {
        try {
            return Catalog.entry(json);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new GlanceException(ErrorCode.MODEL_FORMAT, "What is kept of the model cannot be read (" + e.getMessage()
                    + ").", "Bring its files again under Models.", e);
        }
    }

    /** Paths of the files of a model. */
    public static List<String> files(CatalogEntry entry) {
        return List.of(WorkerScripts.MODELS + entry.labels(), WorkerScripts.MODELS + entry.file());
    }

    /** The labels of a model. */
    public JSPromise<Labels> labels(String file) {
        return site.readText(WorkerScripts.MODELS + file).then(Labels::parse);
    }

    /**
     * Reads one model.
     *
     * @param entry      which one
     * @param size       side of the input in pixels that it is to be computed at, one of the entry's
     * @param progress   hears of the bytes of the model file
     * @param controller ends it early: the result is then {@code cancelled}
     * @return rejected with {@code model-missing} or {@code model-altered}
     */
    public JSPromise<ModelFile> read(CatalogEntry entry, int size, Progress progress, AbortController controller) {
        JSPromise<Labels> labels = labels(entry.labels());
        // Waited for below; until then nobody listens, and a failure must not count as unheard.
        labels.catchError(reason -> null);
        return bytes(entry, progress, controller).flatThen(bytes -> labels.then(names ->
                new ModelFile(entry, bytes, names, size)));
    }

    private JSPromise<byte[]> bytes(CatalogEntry entry, Progress progress, AbortController controller) {
        String path = WorkerScripts.MODELS + entry.file();
        return site.read(path, entry.bytes() + 1, bytes -> progress.arrived(Math.min(1, bytes / (double) entry.bytes())),
                controller).<byte[]>flatCatchError(reason -> JSPromise.reject(missing(entry, JsErrors.of(reason))))
                .flatThen(bytes -> verified(entry, bytes))
                // One that had arrived before may be right by now.
                .flatCatchError(reason -> JsErrors.of(reason).code() == ErrorCode.MODEL_ALTERED && site.forget(path)
                        ? bytes(entry, progress, controller) : JSPromise.reject(reason));
    }

    private static JSPromise<byte[]> verified(CatalogEntry entry, byte[] bytes) {
        if (bytes.length != entry.bytes()) {
            throw altered(entry, "it has " + bytes.length + " bytes instead of " + entry.bytes());
        }
        return SiteFiles.sha256(bytes).then(hash -> {
            String found = Sha256.digits(hash);
            if (!found.equals(entry.sha256())) {
                throw altered(entry, "its SHA-256 is " + found);
            }
            return bytes;
        });
    }

    private static GlanceException missing(CatalogEntry entry, GlanceException error) {
        if (error.code() == ErrorCode.CANCELLED) {
            return error;
        }
        return new GlanceException(ErrorCode.MODEL_MISSING, "The file of the model \u201c" + entry.id()
                + "\u201d could not be loaded. " + error.what(), error.remedy(), error);
    }

    private static GlanceException altered(CatalogEntry entry, String how) {
        return new GlanceException(ErrorCode.MODEL_ALTERED, "The file of the model \u201c" + entry.id()
                + "\u201d is not the one of the catalog: " + how + ".",
                OwnModels.isOwn(entry.id()) ? "Forget it under Models, and bring its files again."
                : GlanceException.COPY_AGAIN);
    }
}
