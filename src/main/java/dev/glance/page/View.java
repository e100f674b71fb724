package dev.glance.page;

import dev.glance.decide.Explanation;
import dev.glance.decide.Predictions;
import dev.glance.decide.Seen;
import dev.glance.error.GlanceException;
import dev.glance.image.Crop;
import java.util.Optional;

/** What the presenter can show. */
public interface View {
    void state(PageState state);

    /** Brings the picture and what is said of it into view, as far as they are not. */
    void reveal();

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
     * @param thread  {@code worker} or {@code page}
     * @param threads how many threads compute one picture there
     */
    void model(String id, String name, String backend, String thread, int threads);

    /** Whether something moves over the stage, or is about to. */
    void live(Optional<LiveState> live);

    /**
     * The picture that everything else is about.
     *
     * @param sample the path of the sample that it is; empty where it is none
     * @param name   what people call it; may be empty
     * @param facts  its size and so on, in one line; empty where it is not there
     * @param read   which part of it the model saw
     * @param note   what people should know about it; may be empty
     */
    void picture(String sample, String name, String facts, String read, String note);

    /**
     * Which part of the picture is read.
     *
     * @param width  of the picture in pixels
     * @param height of the picture in pixels
     */
    void crop(Crop crop, int width, int height);

    /** There is no picture of which a part could be read. */
    void clearCrop();

    /**
     * The answer for the picture shown, with its receipt.
     *
     * @param count how many names are shown at first
     */
    void predictions(Predictions predictions, int count);

    /**
     * Which places of the picture speak for the names of the answer shown.
     *
     * @param predictions the answer, whose names are in the explanation's order
     */
    void explanation(Explanation explanation, Predictions predictions);

    /** What the model saw of the picture on the stage. */
    void seen(Seen seen);

    /** What is answered where a part of the picture is covered, beside the answer that is shown. */
    void covered(Predictions predictions);

    /** No explanation is shown. */
    void clearExplanation();

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
