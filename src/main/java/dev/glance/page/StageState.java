package dev.glance.page;

import dev.glance.error.GlanceException;
import java.util.Optional;

/**
 * What is on the stage, and what is on its way there.
 *
 * @param <P> a picture as the host takes it
 */
public sealed interface StageState<P> {
    /** The picture that this is about. */
    Choice<P> choice();

    /**
     * Something that was chosen and could not be read, while something else is on the stage.
     *
     * @param name what people call it; may be empty
     * @param why  the reason
     */
    record Refused(String name, GlanceException why) {
    }

    /**
     * Nothing on the stage can be read. Predict tries again.
     *
     * @param choice what was tried last
     * @param why    the reason
     */
    record Unread<P>(Choice<P> choice, GlanceException why) implements StageState<P> {
    }

    /**
     * A picture is on its way.
     *
     * @param choice  which
     * @param behind  what the stage shows until then; empty where it is the picture itself
     * @param refused what was chosen before and could not be read
     */
    record Arriving<P>(Choice<P> choice, Optional<StageState<P>> behind, Optional<Refused> refused)
            implements StageState<P> {
    }

    /**
     * A picture is there and can be classified.
     *
     * @param choice  which
     * @param picture the picture
     * @param refused what was chosen after it and could not be read
     */
    record Shown<P>(Choice<P> choice, Opened<P> picture, Optional<Refused> refused) implements StageState<P> {
    }
}
