package dev.glance.host;

/** Hears how loading goes on. */
public interface LoadProgress {
    /** Whom it does not matter to. */
    LoadProgress NOBODY = (stage, fraction) -> { };

    /**
     * @param stage    what is being done, as a short phrase in English such as "Loading model"
     * @param fraction 0..1 of the bytes of this stage, or a negative number where the length is not known
     */
    void progress(String stage, double fraction);
}
