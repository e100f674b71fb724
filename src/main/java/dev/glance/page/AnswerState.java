package dev.glance.page;

import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;

/** What is known of the picture on the stage. */
public sealed interface AnswerState {
    /** Nothing, and nobody has asked. */
    record None() implements AnswerState {
    }

    /** Predict was pressed; the model or the picture is not there yet. */
    record Wanted() implements AnswerState {
    }

    /** It is being looked at. */
    record Computing() implements AnswerState {
    }

    /**
     * The answer.
     *
     * @param predictions for the picture on the stage
     */
    record Given(Predictions predictions) implements AnswerState {
    }

    /**
     * It could not be classified. Predict tries again.
     *
     * @param why the reason
     */
    record Failed(GlanceException why) implements AnswerState {
    }
}
