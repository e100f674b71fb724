package dev.glance.page;

import dev.glance.decide.Predictions;
import dev.glance.error.GlanceException;
import dev.glance.page.StageState.Arriving;
import dev.glance.page.StageState.Refused;
import dev.glance.page.StageState.Shown;
import dev.glance.page.StageState.Unread;
import java.util.Optional;

/**
 * Everything that the page says follows from this.
 *
 * @param model     where the model is
 * @param stage     what is on the stage
 * @param answer    what is known of it
 * @param complaint something else that went wrong; Predict and the next picture clear it
 * @param <P>       a picture as the host takes it
 */
record Situation<P>(ModelState model, StageState<P> stage, AnswerState answer, Optional<GlanceException> complaint) {
    Situation<P> with(ModelState value) {
        return new Situation<>(value, stage, answer, complaint);
    }

    Situation<P> with(StageState<P> value) {
        return new Situation<>(model, value, answer, complaint);
    }

    Situation<P> with(AnswerState value) {
        return new Situation<>(model, stage, value, complaint);
    }

    Situation<P> with(Optional<GlanceException> value) {
        return new Situation<>(model, stage, answer, value);
    }

    /** The failure to show. One of the picture or the model is over once Predict is pressed, which tries again. */
    Optional<GlanceException> error() {
        if (complaint.isPresent()) {
            return complaint;
        }
        if (answer instanceof AnswerState.Failed failed) {
            return Optional.of(failed.why());
        }
        if (!(answer instanceof AnswerState.None)) {
            return Optional.empty();
        }
        if (stage instanceof Unread<P> unread) {
            return Optional.of(unread.why());
        }
        return refused().map(Refused::why).or(() -> model instanceof ModelState.Failed failed
                ? Optional.of(failed.why()) : Optional.empty());
    }

    /** What was chosen last and could not be read, while another picture is on the stage. */
    Optional<Refused> refused() {
        if (stage instanceof Shown<P> shown) {
            return shown.refused();
        }
        return stage instanceof Arriving<P> arriving ? arriving.refused() : Optional.empty();
    }

    /** The picture on the stage, if it can be classified. */
    Optional<Opened<P>> picture() {
        return stage instanceof Shown<P> shown ? Optional.of(shown.picture()) : Optional.empty();
    }

    Optional<Predictions> predictions() {
        return answer instanceof AnswerState.Given given ? Optional.of(given.predictions()) : Optional.empty();
    }

    /** The word for all of it. */
    PageState state() {
        if (error().isPresent()) {
            return PageState.FAILED;
        }
        if (model instanceof ModelState.Loading || stage instanceof Arriving<P>) {
            return PageState.LOADING;
        }
        if (answer instanceof AnswerState.Computing) {
            return PageState.CLASSIFYING;
        }
        return answer instanceof AnswerState.Given ? PageState.DONE : PageState.READY;
    }
}
