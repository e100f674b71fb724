package dev.glance.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSClass;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.xml.Node;

/**
 * Hears what changes in a part of the page, whoever changes it.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/API/MutationObserver">MutationObserver</a>
 */
@JSClass
public class MutationObserver implements JSObject {
    /** @param callback hears of changes once the script that made them is done */
    public MutationObserver(Callback callback) {
    }

    /** Hears of changes. */
    @JSFunctor
    public interface Callback extends JSObject {
        void changed(JSArrayReader<Change> changes);
    }

    /** One change: a MutationRecord. */
    public interface Change extends JSObject {
        /** {@code attributes} or {@code childList}. */
        @JSProperty
        String getType();

        /** What changed, or whose children did. */
        @JSProperty
        Node getTarget();
    }

    /**
     * Listens to elements that come and go inside an element, and to where its pictures come from.
     *
     * @param root the element
     */
    @JSBody(params = "root", script = "this.observe(root, {childList: true, subtree: true,"
            + " attributeFilter: ['src', 'srcset', 'crossorigin']});")
    public native void observePictures(Node root);

    /**
     * Listens to attributes of an element.
     *
     * @param names which, with commas between
     */
    @JSBody(params = {"element", "names"}, script = "this.observe(element, {attributeFilter: names.split(',')});")
    public native void observeAttributes(Node element, String names);

    /** The changes that the callback has not heard of, and will not any more. */
    public native JSArrayReader<Change> takeRecords();
}
