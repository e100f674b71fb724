package dev.glance.page;

import dev.glance.site.LateScript;
import dev.glance.web.Message;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/**
 * What the page and the scripts for models do for each other, see {@link Door}: the one that lists them, and the one that looks into
 * them.
 */
public interface ModelsDoor extends SpokenDoor {
    /** Reads a text of the site. */
    @JSProperty
    LateScript.Text getText();

    @JSProperty
    void setText(LateScript.Text text);

    /** Adds files to the site's, see {@link dev.glance.site.OwnModels#give}. */
    @JSProperty
    Door.Hear getGive();

    @JSProperty
    void setGive(Door.Hear give);

    /** Takes the files of a model away again. */
    @JSProperty
    Forget getForget();

    @JSProperty
    void setForget(Forget forget);

    /** Tries a model, beside the one in use. */
    @JSProperty
    Attempt getAttempt();

    @JSProperty
    void setAttempt(Attempt attempt);

    /** Asks the model in use and another one about the picture on the stage. */
    @JSProperty
    Compare getCompare();

    @JSProperty
    void setCompare(Compare compare);

    /** Uses a model from now on. */
    @JSProperty
    Use getUse();

    @JSProperty
    void setUse(Use use);

    /** Reads a file of the site. */
    @JSProperty
    Bytes getBytes();

    @JSProperty
    void setBytes(Bytes bytes);

    /** Asks what a layer of the model in use makes of the picture on the stage. */
    @JSProperty
    Layer getLayer();

    @JSProperty
    void setLayer(Layer layer);

    /** What went wrong is tried again. */
    @JSProperty
    Door.Action getForgive();

    @JSProperty
    void setForgive(Door.Action forgive);

    /** Shows a failure. */
    @JSProperty
    Door.Fail getFail();

    @JSProperty
    void setFail(Door.Fail fail);

    /** Lists the models. Set by the script. */
    @JSProperty
    Door.Action getOpen();

    @JSProperty
    void setOpen(Door.Action open);

    /** Takes files of a model, and entries of a file system. Set by the script. */
    @JSProperty
    Door.Take getTake();

    @JSProperty
    void setTake(Door.Take take);

    /** See {@link ModelsDoor#getAttempt}. */
    @JSFunctor
    interface Attempt extends JSObject {
        /**
         * @param id      which model
         * @param backend what to compute with first
         * @return the {@code backend} that computed, what was {@code dropped}, {@code logits} of the self-check's picture and the
         *         {@code milliseconds} that another look at it took; or a failure as {@link dev.glance.worker.Answers} writes it.
         *         Never rejected
         */
        JSPromise<Message> with(String id, String backend);
    }

    /** See {@link ModelsDoor#getForget}. */
    @JSFunctor
    interface Forget extends JSObject {
        void model(String id);
    }

    /** See {@link ModelsDoor#getCompare}. */
    @JSFunctor
    interface Compare extends JSObject {
        /**
         * @param id   which other model
         * @param only what alone can compute it; empty where others can too
         * @return what the model {@code used} and the {@code other} one answer, as {@link dev.glance.worker.Answers} writes it; null
         *         where there is no picture; or a failure, as it writes that. Never rejected
         */
        JSPromise<JSObject> with(String id, String only);
    }

    /** See {@link ModelsDoor#getBytes}. */
    @JSFunctor
    interface Bytes extends JSObject {
        /**
         * @param path relative to the site's root
         * @return an Int8Array, or a failure as {@link dev.glance.worker.Answers} writes it. Never rejected
         */
        JSPromise<JSObject> read(String path);
    }

    /** See {@link ModelsDoor#getLayer}. */
    @JSFunctor
    interface Layer extends JSObject {
        /**
         * @param node what the model calls the layer's result
         * @return a Float32Array, see {@link dev.glance.decide.LayerMaps#read}; null where there is no picture; or a failure as
         *         {@link dev.glance.worker.Answers} writes it. Never rejected
         */
        JSPromise<JSObject> of(String node);
    }

    /** See {@link ModelsDoor#getUse}. */
    @JSFunctor
    interface Use extends JSObject {
        /**
         * @param crop which part of each picture it sees, see {@link dev.glance.image.Crop#of}; empty for the default
         * @param only what alone can compute it; empty where others can too
         */
        void model(String id, String crop, String only);
    }
}
