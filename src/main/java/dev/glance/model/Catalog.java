package dev.glance.model;

import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.List;

/** The models that a site knows: what {@code models/catalog.json} says. */
public final class Catalog {
    private final String defaultId;
    private final List<CatalogEntry> entries;

    private Catalog(String defaultId, List<CatalogEntry> entries) {
        this.defaultId = defaultId;
        this.entries = entries;
    }

    /**
     * Reads a site's catalog.
     *
     * @throws GlanceException {@code site-file} where it is not one
     */
    public static Catalog of(Json json) {
        try {
            List<CatalogEntry> entries = new ArrayList<>();
            for (Json value : json.require("models").items()) {
                entries.add(entry(value));
            }
            return new Catalog(json.require("default").string(), entries);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new GlanceException(ErrorCode.SITE_FILE,
                    "The site's catalog of models cannot be read (" + e.getMessage() + ").",
                    GlanceException.COPY_AGAIN, e);
        }
    }

    /** All models, in the catalog's order. */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /**
     * The model of the given id, or the default one for an empty id, if this site carries it.
     *
     * @throws GlanceException {@code model-unknown} or {@code model-not-in-site}
     */
    public CatalogEntry require(String id) {
        String wanted = id.isEmpty() ? defaultId : id;
        for (CatalogEntry entry : entries) {
            if (entry.id().equals(wanted)) {
                return inSite(entry);
            }
        }
        throw new GlanceException(ErrorCode.MODEL_UNKNOWN, "There is no model \u201c" + wanted + "\u201d.",
                "Choose one of: " + ids() + ".");
    }

    /**
     * The model of this site that is nearest to the given architecture: the same version rather than the other, then the
     * nearest alpha, then the default model, then the largest input.
     *
     * @param version MobileNet version
     * @param alpha   width multiplier
     * @throws GlanceException {@code model-unknown} where there is no MobileNet of such a version and alpha at all
     */
    public CatalogEntry nearest(double version, double alpha) {
        requireValid(version, alpha);
        CatalogEntry best = null;
        for (CatalogEntry entry : entries) {
            if (entry.inSite() && (best == null || isNearer(entry, best, version, alpha))) {
                best = entry;
            }
        }
        if (best == null) {
            throw new GlanceException(ErrorCode.MODEL_NOT_IN_SITE, "This site was built without any model.",
                    "Bring a model under Models. Whoever builds the site can include one: -Dmodels.");
        }
        return best;
    }

    /** What there is of MobileNets at all; said in the words of {@code @tensorflow-models/mobilenet}. */
    private static void requireValid(double version, double alpha) {
        if (version != 1 && version != 2) {
            throw new GlanceException(ErrorCode.MODEL_UNKNOWN,
                    "Invalid version of MobileNet. Valid versions are: 1.00,2.00.", "Choose one of them, or give a modelUrl.");
        }
        String valid = version == 1 ? "0.25,0.50,0.75,1.00" : "0.50,0.75,1.00";
        if (!(valid + ",").contains(number(alpha) + ",")) {
            throw new GlanceException(ErrorCode.MODEL_UNKNOWN, "MobileNet constructed with invalid alpha " + number(alpha)
                    + ". Valid multipliers for this version are: " + valid + ".",
                    "Choose one of them, or give a modelUrl.");
        }
    }

    private boolean isNearer(CatalogEntry entry, CatalogEntry best, double version, double alpha) {
        if (entry.version() != best.version()) {
            return entry.version() == version;
        }
        double distance = Math.abs(entry.alpha() - alpha);
        double least = Math.abs(best.alpha() - alpha);
        return distance != least ? distance < least : rank(entry) > rank(best);
    }

    /**
     * The model of exactly the given architecture: the default one, else one of this site, else the one of the largest
     * input.
     *
     * @param version MobileNet version
     * @param alpha   width multiplier
     * @throws GlanceException {@code model-unknown} or {@code model-not-in-site}
     */
    public CatalogEntry require(double version, double alpha) {
        requireValid(version, alpha);
        CatalogEntry best = null;
        for (CatalogEntry entry : entries) {
            if (entry.version() == version && entry.alpha() == alpha && (best == null || rank(entry) > rank(best))) {
                best = entry;
            }
        }
        if (best == null) {
            throw new GlanceException(ErrorCode.MODEL_UNKNOWN, "Glance has no MobileNet of version " + number(version)
                    + " with alpha " + number(alpha) + ".", "Leave out `strict` for the nearest one; or give a modelUrl.");
        }
        return inSite(best);
    }

    private int rank(CatalogEntry entry) {
        int rank = entry.inputSize();
        if (entry.inSite()) {
            rank += 10_000;
        }
        if (entry.id().equals(defaultId)) {
            rank += 100_000;
        }
        return rank;
    }

    private static CatalogEntry inSite(CatalogEntry entry) {
        if (!entry.inSite()) {
            throw new GlanceException(ErrorCode.MODEL_NOT_IN_SITE,
                    "This site was built without the model \u201c" + entry.id() + "\u201d.",
                    "Fetch it under Models, or use another one. Whoever builds the site can include it: -Dmodels=" + entry.id() + ".");
        }
        return entry;
    }

    private String ids() {
        StringBuilder ids = new StringBuilder();
        for (CatalogEntry entry : entries) {
            ids.append(ids.length() == 0 ? "" : ", ").append(entry.id());
        }
        return ids.toString();
    }

    /** With two decimals, such as 0.50. */
    private static String number(double value) {
        long hundredths = Math.abs(Math.round(value * 100));
        return (value < 0 ? "-" : "") + hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }

    /**
     * Reads one entry.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static CatalogEntry entry(Json json) {
        List<Json> range = json.require("inputRange").items();
        List<Check> checks = new ArrayList<>();
        Json stored = json.get("checks");
        for (Json check : stored == null ? List.<Json>of() : stored.items()) {
            checks.add(new Check(check.require("size").whole(), check.require("top").whole(),
                    check.require("topLogit").number(), check.require("logits").string()));
        }
        List<Integer> sizes = new ArrayList<>();
        if (json.get("sizes") == null) {
            sizes.add(json.require("inputSize").whole());
        } else {
            for (Json size : json.get("sizes").items()) {
                sizes.add(size.whole());
            }
        }
        return new CatalogEntry(json.require("id").string(), json.require("name").string(),
                json.require("version").whole(), json.require("alpha").number(), json.require("inputSize").whole(),
                range.get(0).number(), range.get(1).number(), json.require("classes").whole(),
                json.require("background").string().equals("first"), json.require("labels").string(),
                json.require("file").string(), json.require("bytes").whole(), json.require("sha256").string(),
                json.get("tensors") == null ? 0 : json.get("tensors").whole(),
                json.get("inSite") != null && json.get("inSite").bool(), sizes, calibration(json.get("calibration")),
                checks, json.get("format") == null ? Format.TFLITE : Format.of(json.get("format")),
                json.get("crop") == null ? "" : json.get("crop").string());
    }

    private static Calibration calibration(Json json) {
        return json == null ? Calibration.NONE : new Calibration(json.require("temperature").number(),
                json.require("leastLogit").number(), json.require("leastCorrelation").number());
    }
}
