package dev.glance.bring;

import dev.glance.site.LateScript;
import dev.glance.web.Message;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/**
 * What {@code mobilenet.load} and the script that reads models do for each other. The two are compiled apart and share no class at
 * run time, only this plain object.
 */
public interface BringDoor extends JSObject {
    /** Reads a text of the site. */
    @JSProperty
    LateScript.Text getText();

    @JSProperty
    void setText(LateScript.Text text);

    /** Reads models at addresses. Set by the script. */
    @JSProperty
    Read getRead();

    @JSProperty
    void setRead(Read read);

    /** Tries a model, beside those in use. */
    @JSFunctor
    interface Attempt extends JSObject {
        /**
         * @param files   of the model, see {@link OwnModel#files}
         * @param backend what to compute with first
         * @return the {@code backend} that computed, what was {@code dropped}, {@code logits} of the self-check's picture and the
         *         {@code milliseconds} that another look at it took; or a failure as {@link dev.glance.worker.Answers} writes it.
         *         Never rejected
         */
        JSPromise<Message> with(Message files, String backend);
    }

    /** See {@link BringDoor#getRead}. */
    @JSFunctor
    interface Read extends JSObject {
        /**
         * @param wish    the model's {@code address}, whole; {@code labels}, an array of names or the address of a file of them, if
         *                they are not the model's own; {@code range}, what bytes of 0 and 255 become where the files do not say it,
         *                if that is not [-1, 1]; {@code size}, height and width of its pictures where the files do not say it, in
         *                pixels, 0 for 224
         * @param attempt tries what was read
         * @return see {@link OwnModel#files}; or a failure as {@link dev.glance.worker.Answers} writes it. Never rejected
         */
        JSPromise<Message> model(Message wish, Attempt attempt);
    }
}
