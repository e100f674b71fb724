package dev.glance.page;

import dev.glance.classify.Predictions;
import dev.glance.error.GlanceException;
import java.util.List;

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

    /** The natural size of the picture shown. */
    void picture(int width, int height);

    /** The answer for the picture shown, with its receipt. */
    void predictions(Predictions predictions);

    /** No answer is shown. */
    void clearPredictions();

    /** Backends that were given up, each as "name: why"; none hides the note. */
    void note(List<String> dropped, String backend);

    /**
     * Shows a failure.
     *
     * @param offerDefault whether to offer the page without the model and backend that its address names
     */
    void error(GlanceException error, boolean offerDefault);

    /** No failure is shown. */
    void clearError();
}
