package dev.glance.page;

import dev.glance.decide.Name;
import dev.glance.many.Export;
import dev.glance.many.Folders;
import dev.glance.many.Group;
import dev.glance.web.Blobs;
import dev.glance.web.BrowserFeatures;
import dev.glance.web.Clipboard;
import dev.glance.web.FolderAccess;
import dev.glance.web.JsErrors;
import dev.glance.web.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLButtonElement;
import org.teavm.jso.dom.html.HTMLElement;

/** What people take along of many pictures: of those that are shown, in the order shown. */
final class ManyOut {
    private static final String FOLDER = "glance";

    private final ManyPage page;
    private final ManyView view;
    private final Words words;
    private final Texts texts;
    private final HTMLElement often = Html.create("div", "many-out", "");
    private final HTMLElement seldom = Html.create("div", "many-out", "");
    private final HTMLElement csv = Html.button("quiet", "CSV");
    private final HTMLElement json = Html.button("quiet", "JSON");
    private final HTMLElement copy = Html.button("quiet", "");
    private final HTMLElement folders = Html.button("quiet", "");
    private final HTMLElement undo = Html.button("quiet", "");
    private final HTMLElement note = Html.create("p", "hint", "");
    private Copying copying;

    /** Copies that are being made, or were. */
    private static final class Copying {
        private final FolderAccess root;
        private final List<Folders.Copy> plan;
        private final Map<String, FolderAccess> folders = new HashMap<>();
        /** Folders that were made. */
        private final List<String> made = new ArrayList<>();
        /** Folder and file of what was written, in that order. */
        private final List<String[]> written = new ArrayList<>();
        private boolean stopped;
        private boolean over;

        Copying(FolderAccess root, List<Folders.Copy> plan) {
            this.root = root;
            this.plan = plan;
        }
    }

    ManyOut(ManyPage page, ManyView view, Words words, Texts texts) {
        this.page = page;
        this.view = view;
        this.words = words;
        this.texts = texts;
        csv.setAttribute("id", "many-csv");
        json.setAttribute("id", "many-json");
        copy.setAttribute("id", "many-copy");
        folders.setAttribute("id", "many-folders");
        undo.setAttribute("id", "many-undo");
        note.setAttribute("role", "status");
        note.setAttribute("id", "many-note");
        undo.setHidden(true);
        often.appendChild(csv);
        often.appendChild(json);
        for (HTMLElement element : List.of(copy, folders, undo, note)) {
            seldom.appendChild(element);
        }
        csv.onClick(e -> Blobs.save(export().csv(view.items()), "text/csv;charset=utf-8", FOLDER + ".csv"));
        json.onClick(e -> Blobs.save(export().json(view.items()), "application/json", FOLDER + ".json"));
        copy.onClick(e -> Clipboard.write(export().text(view.items(), texts::percent)).then(done -> {
            note.setTextContent(words.say("Copied"));
            return null;
        }, reason -> {
            note.setTextContent(words.say("Nothing was copied: the browser keeps this page from the clipboard. Allow it in the "
                    + "settings of the site, or save as CSV instead."));
            return null;
        }));
        folders.onClick(e -> copyOrStop());
        undo.onClick(e -> undo());
    }

    /** What is needed often. */
    HTMLElement often() {
        return often;
    }

    /** What is needed seldom. */
    HTMLElement seldom() {
        return seldom;
    }

    private Export export() {
        return new Export(words::name, Numbers::text);
    }

    void speak() {
        csv.setAttribute("aria-label", words.say("Save as CSV"));
        json.setAttribute("aria-label", words.say("Save as JSON"));
        copy.setTextContent(words.say("Copy as text"));
        undo.setTextContent(words.say("Undo the copies"));
        sayFolders();
    }

    private void sayFolders() {
        String copies = words.say(FolderAccess.available() ? "Copy into folders by name\u2026"
                : "Script that copies into folders by name");
        folders.setTextContent(isCopying() ? words.say("Stop copying") : copies);
    }

    private boolean isCopying() {
        return copying != null && !copying.over;
    }

    /** Whether there is anything to take along. */
    void enable(boolean on) {
        for (HTMLElement button : List.of(csv, json, copy, folders)) {
            ((HTMLButtonElement) button).setDisabled(!on && !isCopying());
        }
    }

    private List<Folders.Copy> plan() {
        return Folders.plan(view.items(), item -> {
            Group.Kind kind = Group.kind(item);
            if (kind == Group.Kind.NAME) {
                Name name = item.predictions().verdict().name();
                return words.name(name.wordNetId(), name.text());
            }
            return words.say(kind == Group.Kind.UNSURE ? "Not sure" : "Nothing known");
        });
    }

    private void copyOrStop() {
        if (isCopying()) {
            copying.stopped = true;
            return;
        }
        if (!FolderAccess.available()) {
            Blobs.save(Export.script(plan(), FOLDER), "application/x-sh", FOLDER + ".sh");
            note.setTextContent(words.say(
                    "Run it with sh in the folder that holds the pictures; it copies and never overwrites."));
            return;
        }
        FolderAccess.pick().then(root -> {
            copying = new Copying(root, plan());
            undo.setHidden(true);
            sayFolders();
            copyNext(copying, 0);
            return null;
        }, reason -> {
            if (!JsErrors.name(reason).equals("AbortError")) {
                note.setTextContent(words.say("Nothing was copied: {0}", JsErrors.text(reason)));
            }
            return null;
        });
    }

    private void copyNext(Copying now, int at) {
        if (now.stopped || at == now.plan.size()) {
            over(now, words.say("{0} of {1} copied.", words.number(now.written.size(), 0), words.number(now.plan.size(), 0)));
            return;
        }
        note.setTextContent(words.say("{0} of {1} copied.", words.number(at, 0), words.number(now.plan.size(), 0)));
        Folders.Copy next = now.plan.get(at);
        folder(now, next.folder()).flatThen(folder -> free(folder, next.file(), 1).flatThen(name ->
                folder.write(name, page.file(next.item())).then(done -> {
                    now.written.add(new String[] {next.folder(), name});
                    copyNext(now, at + 1);
                    return null;
                }))).catchError(reason -> {
                    over(now, words.say("{0} of {1} copied, then: {2}", words.number(now.written.size(), 0),
                            words.number(now.plan.size(), 0), JsErrors.text(reason)));
                    return null;
                });
    }

    private void over(Copying now, String said) {
        now.over = true;
        note.setTextContent(said);
        undo.setHidden(now.written.isEmpty());
        sayFolders();
    }

    private static JSPromise<FolderAccess> folder(Copying now, String name) {
        FolderAccess known = now.folders.get(name);
        if (known != null) {
            return JSPromise.resolve(known);
        }
        return now.root.has(name).flatThen(there -> now.root.folder(name).then(folder -> {
            if (!BrowserFeatures.isTrue(there)) {
                now.made.add(name);
            }
            now.folders.put(name, folder);
            return folder;
        }));
    }

    /** A name that nothing in a folder has. */
    private static JSPromise<String> free(FolderAccess folder, String file, int count) {
        String name = count == 1 ? file : Folders.numbered(file, count);
        return folder.has(name).flatThen(there -> BrowserFeatures.isTrue(there) ? free(folder, file, count + 1)
                : JSPromise.resolve(name));
    }

    /** Removes what was copied, and folders that were made for it. */
    private void undo() {
        Copying before = copying;
        copying = null;
        undo.setHidden(true);
        removeNext(before, before.written.size() - 1, before.written.size());
    }

    private void removeNext(Copying before, int at, int all) {
        if (at < 0) {
            // One that holds something else by now stays.
            before.made.forEach(name -> before.root.remove(name).catchError(reason -> null));
            note.setTextContent(words.say("{0} copies are removed.", words.number(all, 0)));
            return;
        }
        String[] written = before.written.get(at);
        before.folders.get(written[0]).remove(written[1]).then(done -> {
            before.written.remove(at);
            removeNext(before, at - 1, all);
            return null;
        }, reason -> {
            copying = before;
            undo.setHidden(false);
            note.setTextContent(words.say("Not all copies could be removed: {0}", JsErrors.text(reason)));
            return null;
        });
    }
}
