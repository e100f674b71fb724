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
 * @param live      what moves over the stage, where something does; the stage and its answer are as they were before
 * @param complaint something else that went wrong; Predict and the next picture clear it
 * @param <P>       a picture as the host takes it
 */
record Situation<P>(ModelState model, StageState<P> stage, AnswerState answer, Optional<LiveState> live,
                    Optional<GlanceException> complaint) {
    Situation<P> with(ModelState value) {
        return new Situation<>(value, stage, answer, live, complaint);
    }

    Situation<P> with(StageState<P> value) {
        return new Situation<>(model, value, answer, live, complaint);
    }

    Situation<P> with(AnswerState value) {
        return new Situation<>(model, stage, value, live, complaint);
    }

    Situation<P> live(Optional<LiveState> value) {
        return new Situation<>(model, stage, answer, value, complaint);
    }

    /** What moves, once it is there; else null. */
    LiveState.Running running() {
        return live.orElse(null) instanceof LiveState.Running running ? running : null;
    }

    Situation<P> with(Optional<GlanceException> value) {
        return new Situation<>(model, stage, answer, live, value);
    }

    /** The failure to show. One of the picture or the model is over once Predict is pressed, which tries again. */
    Optional<GlanceException> error() {
        if (complaint.isPresent()) {
            return complaint;
        }
        if (live.isPresent()) {
            return model instanceof ModelState.Failed failed ? Optional.of(failed.why()) : Optional.empty();
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
        if (live.isPresent()) {
            return Optional.empty();
        }
        if (stage instanceof Shown<P> shown) {
            return shown.refused();
        }
        return stage instanceof Arriving<P> arriving ? arriving.refused() : Optional.empty();
    }

    /** The picture on the stage, if it can be classified; what moves is none before it is frozen. */
    Optional<Opened<P>> picture() {
        return live.isEmpty() && stage instanceof Shown<P> shown ? Optional.of(shown.picture()) : Optional.empty();
    }

    Optional<Predictions> predictions() {
        if (live.isPresent()) {
            return running() == null ? Optional.empty() : running().shown();
        }
        return answer instanceof AnswerState.Given given ? Optional.of(given.predictions()) : Optional.empty();
    }

    /** What people call what is seen; may be empty. */
    String name() {
        return live.isPresent() ? live.get().name() : stage.choice().name();
    }

    /** The word for all of it. */
    PageState state() {
        if (error().isPresent()) {
            return PageState.FAILED;
        }
        if (model instanceof ModelState.Loading || live.isEmpty() && stage instanceof Arriving<P>
                || live.isPresent() && running() == null) {
            return PageState.LOADING;
        }
        if (live.isPresent()) {
            return predictions().isPresent() ? PageState.DONE : PageState.CLASSIFYING;
        }
        if (answer instanceof AnswerState.Computing) {
            return PageState.CLASSIFYING;
        }
        return answer instanceof AnswerState.Given ? PageState.DONE : PageState.READY;
    }
}
