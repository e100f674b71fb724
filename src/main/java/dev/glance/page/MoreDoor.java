package dev.glance.page;

import dev.glance.site.LateScript;
import dev.glance.web.Canvas;
import dev.glance.web.Message;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.canvas.CanvasImageSource;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.File;
import org.teavm.jso.typedarrays.Float32Array;

/** What the page and the script that tells more of one picture do for each other, see {@link Door}. */
public interface MoreDoor extends SpokenDoor {
    /** Reads a text of the site. */
    @JSProperty
    LateScript.Text getText();

    @JSProperty
    void setText(LateScript.Text text);

    /** Asks what is answered with a part covered. */
    @JSProperty
    Cover getCover();

    @JSProperty
    void setCover(Cover cover);

    /** Looks at a frame of what moves. */
    @JSProperty
    Follow getFollow();

    @JSProperty
    void setFollow(Follow follow);

    /** Goes so many pictures further. */
    @JSProperty
    Door.Step getStep();

    @JSProperty
    void setStep(Door.Step step);

    /** Fills the window with picture and answer, or no longer. Set by the script. */
    @JSProperty
    Door.Action getPresent();

    @JSProperty
    void setPresent(Door.Action present);

    /** Offers the script that stands for a file from disk. Set by the script. */
    @JSProperty
    Offer getOffer();

    @JSProperty
    void setOffer(Offer offer);

    /** Offers it no longer. Set by the script. */
    @JSProperty
    Door.Action getWithdraw();

    @JSProperty
    void setWithdraw(Door.Action withdraw);

    /** Lists all that the model knows. Set by the script. */
    @JSProperty
    Door.Action getNames();

    @JSProperty
    void setNames(Door.Action names);

    /** Shows why. Set by the script. */
    @JSProperty
    Explain getExplain();

    @JSProperty
    void setExplain(Explain explain);

    /** Says what is answered with a part covered. Set by the script. */
    @JSProperty
    Door.Hear getCovered();

    @JSProperty
    void setCovered(Door.Hear covered);

    /** Shows why no longer. Set by the script. */
    @JSProperty
    Door.Action getClear();

    @JSProperty
    void setClear(Door.Action clear);

    /** Opens a camera or a video. Set by the script. */
    @JSProperty
    Watch getWatch();

    @JSProperty
    void setWatch(Watch watch);

    /** See {@link MoreDoor#getCover}. */
    @JSFunctor
    interface Cover extends JSObject {
        /** See {@link dev.glance.image.Cover}. */
        void at(double x, double y, double side);
    }

    /** See {@link MoreDoor#getFollow}. */
    @JSFunctor
    interface Follow extends JSObject {
        /**
         * See {@link dev.glance.host.Follow}.
         *
         * @param frame may be sent away
         * @return the answer as {@link dev.glance.worker.Answers} writes it; never rejected
         */
        JSPromise<Message> look(CanvasImageSource frame, String crop, int topK, Float32Array memory, double weight);
    }

    /** See {@link MoreDoor#getOffer}. */
    @JSFunctor
    interface Offer extends JSObject {
        /** @param path relative to the site's root */
        void file(String path, File file);
    }

    /** See {@link MoreDoor#getExplain}. */
    @JSFunctor
    interface Explain extends JSObject {
        void show(Message explanation, Message predictions);
    }

    /** See {@link MoreDoor#getWatch}. */
    @JSFunctor
    interface Watch extends JSObject {
        /**
         * @param wish     {@code camera}, the id of one, empty for whichever suits; or {@code file}, a video; and {@code name},
         *                 {@code crop}, {@code topK}
         * @param listener hears what comes of it
         * @return a {@link Seen}, or a failure as {@link dev.glance.worker.Answers} writes it; never rejected
         */
        JSPromise<JSObject> open(Message wish, Listener listener);
    }

    /** Hears of what moves. */
    interface Listener extends JSObject {
        /** Whether there is something to look with. */
        @JSProperty
        Ready getReady();

        @JSProperty
        void setReady(Ready ready);

        /** There is something else to show, see {@link LiveMessages}. */
        @JSProperty
        Door.Hear getChanged();

        @JSProperty
        void setChanged(Door.Hear changed);

        /** It has ended by itself. */
        @JSProperty
        Door.Fail getFailed();

        @JSProperty
        void setFailed(Door.Fail failed);
    }

    /** See {@link Listener#getReady}. */
    @JSFunctor
    interface Ready extends JSObject {
        boolean is();
    }

    /** Something that moves: a {@link Live}. */
    interface Seen extends JSObject {
        @JSProperty
        Door.Action getStart();

        @JSProperty
        void setStart(Door.Action start);

        @JSProperty
        Door.Action getLook();

        @JSProperty
        void setLook(Door.Action look);

        @JSProperty
        Freeze getFreeze();

        @JSProperty
        void setFreeze(Freeze freeze);

        @JSProperty
        Door.Action getEnd();

        @JSProperty
        void setEnd(Door.Action end);
    }

    /** See {@link Live#freeze}. */
    @JSFunctor
    interface Freeze extends JSObject {
        /** A canvas with the frame that was shown. */
        Canvas now();
    }
}
