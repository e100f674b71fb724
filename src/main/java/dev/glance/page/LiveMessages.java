package dev.glance.page;

import dev.glance.decide.Predictions;
import dev.glance.web.Message;
import dev.glance.worker.Answers;
import java.util.Optional;

/** {@link LiveState.Running} as messages. */
final class LiveMessages {
    private LiveMessages() {
    }

    static Message of(LiveState.Running state) {
        Message message = Message.create().set("name", state.name()).set("width", state.width()).set("height", state.height())
                .set("rate", state.rate()).set("lateMs", state.lateMs());
        state.shown().ifPresent(shown -> message.set("shown", Answers.of(shown)));
        state.spoken().ifPresent(spoken -> message.set("spoken", Answers.of(spoken)));
        return message;
    }

    static LiveState.Running read(Message message) {
        return new LiveState.Running(message.text("name"), (int) message.number("width"), (int) message.number("height"),
                predictions(message, "shown"), predictions(message, "spoken"), message.number("rate"), message.number("lateMs"));
    }

    private static Optional<Predictions> predictions(Message message, String name) {
        Message predictions = message.object(name);
        return predictions == null ? Optional.empty() : Optional.of(Answers.read(predictions));
    }
}
