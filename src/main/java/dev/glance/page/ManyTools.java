package dev.glance.page;

import dev.glance.decide.Verdict;
import dev.glance.many.Item;
import dev.glance.many.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.dom.html.HTMLInputElement;
import org.teavm.jso.dom.html.HTMLSelectElement;

/** Which of many pictures are shown, and in what order. */
final class ManyTools {
    /** Probabilities to choose from. */
    private static final double[] LEAST = {0, 0.5, 0.8, 0.95};

    private final Words words;
    /** Hears when something else is wanted. */
    private final Runnable changed;
    private final HTMLElement often = Html.create("div", "many-find", "");
    private final HTMLElement seldom = Html.create("div", "many-tools", "");
    private final HTMLInputElement filter = (HTMLInputElement) Html.create("input", "", "");
    private final HTMLSelectElement kind = select("many-kind");
    private final HTMLSelectElement least = select("many-least");
    private final HTMLSelectElement sort = select("many-sort");
    private final HTMLSelectElement group = select("many-group");
    /** What is said in the language of the page. */
    private final List<Runnable> said = new ArrayList<>();

    ManyTools(Words words, Texts texts, Runnable changed) {
        this.words = words;
        this.changed = changed;
        filter.setAttribute("id", "many-filter");
        filter.setAttribute("type", "search");
        filter.setAttribute("autocomplete", "off");
        filter.setAttribute("spellcheck", "false");
        field(often, filter, () -> words.say("Find"));
        for (double probability : LEAST) {
            option(least, "", () -> probability == 0 ? words.say("Any") : texts.percent(probability));
        }
        addSort();
        addKind();
        field(seldom, least, () -> words.say("At least"));
        addGroup();
    }

    private void addSort() {
        option(sort, "added", () -> words.say("As chosen"));
        option(sort, "name", () -> words.say("File name"));
        option(sort, "probability", () -> words.say("Probability"));
        option(sort, "folder", () -> words.say("Folder"));
        option(sort, "date", () -> words.say("Newest first"));
        field(often, sort, () -> words.say("Sort"));
    }

    private void addKind() {
        option(kind, "", () -> words.say("All"));
        option(kind, "sure", () -> words.say("Sure"));
        option(kind, "broader", () -> words.say("Some kind of"));
        option(kind, "unsure", () -> words.say("Not sure"));
        option(kind, "nothing", () -> words.say("Nothing known"));
        option(kind, "failed", () -> words.say("Not read"));
        field(seldom, kind, () -> words.say("Show"));
    }

    private void addGroup() {
        option(group, "", () -> words.say("Not at all"));
        option(group, "kind", () -> words.say("By kind of thing"));
        option(group, "alike", () -> words.say("Duplicates"));
        field(seldom, group, () -> words.say("Group"));
    }

    private static HTMLSelectElement select(String id) {
        HTMLElement select = Html.create("select", "", "");
        select.setAttribute("id", id);
        return (HTMLSelectElement) select;
    }

    private void field(HTMLElement tools, HTMLElement control, Supplier<String> name) {
        HTMLElement label = Html.create("label", "field", "");
        HTMLElement text = Html.create("span", "", "");
        label.appendChild(text);
        label.appendChild(control);
        tools.appendChild(label);
        said.add(() -> text.setTextContent(name.get()));
        control.addEventListener("input", e -> changed.run());
    }

    private void option(HTMLSelectElement select, String value, Supplier<String> text) {
        HTMLElement option = Html.create("option", "", "");
        option.setAttribute("value", value);
        select.appendChild(option);
        said.add(() -> option.setTextContent(text.get()));
    }

    /** What is needed often. */
    HTMLElement often() {
        return often;
    }

    /** What is needed seldom. */
    HTMLElement seldom() {
        return seldom;
    }

    /** Says everything in the language in use. */
    void speak() {
        said.forEach(Runnable::run);
    }

    /** Which pictures are wanted. */
    Query query() {
        String wanted = kind.getValue();
        boolean failed = wanted.equals("failed");
        return new Query(filter.getValue(), wanted.isEmpty() || failed ? Optional.empty()
                : Optional.of(Verdict.Kind.of(wanted)), failed ? Optional.of(Item.State.FAILED) : Optional.empty(),
                LEAST[least.getSelectedIndex()], Query.Order.of(sort.getValue()), group.getValue().equals("kind"));
    }

    /** Whether those that are nearly the same are wanted, in groups. */
    boolean duplicates() {
        return group.getValue().equals("alike");
    }
}
