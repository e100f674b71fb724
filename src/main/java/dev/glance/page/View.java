package dev.glance.page;

import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;

/** What the presenter can show. */
public interface View {
    void state(PageState state);

    /**
     * What goes on or what came out.
     *
     * @param text   one line to see
     * @param spoken the same for a screen reader, which also says what is seen elsewhere
     */
    void status(String text, String spoken);

    /**
     * How far loading has come.
     *
     * @param fraction 0..1, or negative where it is not known
     */
    void progress(double fraction);

    /** Whether what goes on can be cancelled. */
    void cancellable(boolean on);

    /**
     * The model that is loaded and where it runs.
     *
     * @param thread {@code worker} or {@code page}
     */
    void model(String id, String name, String backend, String thread);

    /**
     * The picture that everything else is about.
     *
     * @param sample the path of the sample that it is; empty where it is none
     * @param facts  its size and so on, in one line; empty where it is not there
     * @param note   what people should know about it; may be empty
     */
    void picture(String sample, String facts, String note);

    /** The answer for the picture shown, with its receipt. */
    void predictions(Predictions predictions);

    /** No answer is shown. */
    void clearPredictions();

    /** What people should know about what computes; empty hides the note. */
    void note(String text);

    /**
     * Shows a failure.
     *
     * @param instead      what there is nevertheless, as a sentence; may be empty
     * @param offerDefault whether to offer the page without the model and backend that its address names
     */
    void error(GlanceException error, String instead, boolean offerDefault);

    /** No failure is shown. */
    void clearError();
}
