package dev.glance.many;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Verdict;
import dev.glance.model.Hierarchy;
import dev.glance.model.Label;
import dev.glance.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds pictures of an album by what they are and what they are called, and sorts them. What a picture is found by is the first
 * name with its synonyms and broader names, what the verdict says, and the path; the second name and what follows it are mostly
 * wrong. Where the verdict is that it is no thing, it is the path alone.
 */
public final class Finder {
    /** So many answers are made ready to be searched at a time, as they come: nobody has to wait for all at the first word. */
    private static final int READY_AT_A_TIME = 500;

    private final Album album;
    /** Of each item in lower case; paths do not change. */
    private final List<String> paths = new ArrayList<>();
    /** What is found by each class and each broader name, in lower case: many pictures share them. */
    private final Map<Label, String> ofLabels = new HashMap<>();
    private final Map<Name, String> ofNames = new HashMap<>();
    /** Numbers of the broader names by WordNet id. */
    private final Map<String, Integer> nodes = new HashMap<>();
    /** The answers of items before this place were made ready, as far as there were any. */
    private int ready;
    private Naming naming = (wordNetId, english) -> english;
    private Labels labels;

    /** A finder that knows English and no broader names but those of the verdicts. */
    public Finder(Album album) {
        this.album = album;
    }

    /**
     * Knows the broader names of a model's classes from now on.
     *
     * @param model of the model whose answers the album has; null where they are not read
     */
    public void use(Labels model) {
        labels = model;
        nodes.clear();
        for (int i = 0; labels != null && i < labels.hierarchy().size(); i++) {
            nodes.put(labels.hierarchy().wordNetId(i), i);
        }
        forget();
    }

    /** Knows the names of a language from now on, besides the English ones. */
    public void use(Naming language) {
        naming = language;
        forget();
    }

    private void forget() {
        ofLabels.clear();
        ofNames.clear();
        ready = 0;
    }

    /**
     * The pictures that are wanted.
     *
     * @return one group of all, which may be empty; or where groups are wanted those that are not empty: by name, largest first,
     *         and then not sure, no thing, failed and waiting
     */
    public List<Group> find(Query query) {
        List<String> words = words(query.words().toLowerCase());
        makeReady();
        List<Item> found = new ArrayList<>();
        for (Item item : album.items()) {
            if (isWanted(item, query) && matches(item, words)) {
                found.add(item);
            }
        }
        sort(found, query.order());
        return query.grouped() ? groups(found) : List.of(new Group(Group.Kind.ALL, Name.NONE, found));
    }

    private void makeReady() {
        int end = Math.min(album.size(), ready + READY_AT_A_TIME);
        while (ready < end && (album.items().get(ready).state() == Item.State.DONE
                || album.items().get(ready).state() == Item.State.FAILED)) {
            Item item = album.items().get(ready);
            path(item);
            first(item);
            said(item);
            ready++;
        }
    }

    private static boolean isWanted(Item item, Query query) {
        if (query.state().isPresent() && query.state().get() != item.state()
                || query.least() > 0 && item.probability() < query.least()) {
            return false;
        }
        return query.kind().isEmpty()
                || item.state() == Item.State.DONE && item.predictions().verdict().kind() == query.kind().get();
    }

    /** What people type, by its white space; Character's own notion of it needs tables of Unicode in the page. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) <= ' ' || text.charAt(i) == '\u00a0' || text.charAt(i) == '\u3000') {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private boolean matches(Item item, List<String> words) {
        if (words.isEmpty()) {
            return true;
        }
        String path = path(item);
        String first = first(item);
        String said = said(item);
        for (String word : words) {
            if (!path.contains(word) && !first.contains(word) && !said.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private String first(Item item) {
        Predictions predictions = item.predictions();
        return predictions == null || predictions.verdict().kind() == Verdict.Kind.NOTHING || predictions.top().isEmpty() ? ""
                : names(predictions.top().get(0));
    }

    private String said(Item item) {
        if (item.predictions() == null) {
            return "";
        }
        Verdict verdict = item.predictions().verdict();
        return verdict.kind() == Verdict.Kind.BROADER ? names(verdict.name())
                : verdict.kind() == Verdict.Kind.SURE ? names(verdict.broader()) : "";
    }

    private String path(Item item) {
        for (int i = paths.size(); i <= item.number(); i++) {
            paths.add(album.items().get(i).path().toLowerCase());
        }
        return paths.get(item.number());
    }

    private String names(Prediction prediction) {
        String known = ofLabels.get(prediction.label());
        if (known != null) {
            return known;
        }
        Label label = prediction.label();
        StringBuilder text = new StringBuilder(naming.name(label.wordNetId(), label.name()));
        for (String name : label.names()) {
            text.append('\n').append(name);
        }
        int index = prediction.index();
        // An answer of another model may still be in the album.
        if (labels != null && index >= 0 && index < labels.size() && labels.get(index).equals(label)) {
            addNames(text, labels.hierarchy().above(index));
        }
        String made = text.toString().toLowerCase();
        ofLabels.put(label, made);
        return made;
    }

    private String names(Name name) {
        String known = ofNames.get(name);
        if (known != null) {
            return known;
        }
        StringBuilder text = new StringBuilder(naming.name(name.wordNetId(), name.text())).append('\n').append(name.text());
        Integer node = nodes.get(name.wordNetId());
        if (node != null) {
            addNames(text, labels.hierarchy().parent(node));
        }
        String made = text.toString().toLowerCase();
        ofNames.put(name, made);
        return made;
    }

    private void addNames(StringBuilder text, int from) {
        Hierarchy hierarchy = labels.hierarchy();
        for (int node = from; node >= 0; node = hierarchy.parent(node)) {
            text.append('\n').append(hierarchy.name(node)).append('\n')
                    .append(naming.name(hierarchy.wordNetId(node), hierarchy.name(node)));
        }
    }

    /** A list's own sort keeps the order of what is equal. */
    private void sort(List<Item> found, Query.Order order) {
        switch (order) {
            case ADDED -> {
                // So they came.
            }
            case NAME -> byText(found, false);
            case PROBABILITY -> found.sort((a, b) -> Double.compare(b.probability(), a.probability()));
            case FOLDER -> byText(found, true);
            case DATE -> found.sort((a, b) -> Double.compare(date(b), date(a)));
        }
    }

    private static double date(Item item) {
        return item.modified() == 0 ? Double.NEGATIVE_INFINITY : item.modified();
    }

    private void byText(List<Item> found, boolean byFolder) {
        // Taken apart once for each, not once for each comparison.
        String[] folders = new String[album.size()];
        String[] names = new String[album.size()];
        for (Item item : found) {
            String path = path(item);
            int slash = path.lastIndexOf('/');
            folders[item.number()] = byFolder ? path.substring(0, Math.max(0, slash)) : "";
            names[item.number()] = path.substring(slash + 1);
        }
        found.sort((a, b) -> {
            int order = Natural.compare(folders[a.number()], folders[b.number()]);
            return order != 0 ? order : Natural.compare(names[a.number()], names[b.number()]);
        });
    }

    private List<Group> groups(List<Item> found) {
        List<Group> special = new ArrayList<>();
        for (Group.Kind kind : Group.Kind.values()) {
            special.add(new Group(kind, Name.NONE, new ArrayList<>()));
        }
        Map<Name, Group> named = new LinkedHashMap<>();
        for (Item item : found) {
            Group.Kind kind = Group.kind(item);
            Group group = kind != Group.Kind.NAME ? special.get(kind.ordinal())
                    : named.computeIfAbsent(Group.name(item), name -> new Group(Group.Kind.NAME, name, new ArrayList<>()));
            group.items().add(item);
        }
        List<Group> groups = new ArrayList<>(named.values());
        // By name where they are equally large, so that they stay where they are when pictures are sorted otherwise.
        Comparator<Group> largestFirst = (a, b) -> b.items().size() - a.items().size();
        groups.sort(largestFirst.thenComparing((a, b) -> Natural.compare(title(a), title(b))));
        for (Group group : special) {
            if (!group.items().isEmpty()) {
                groups.add(group);
            }
        }
        return groups;
    }

    private String title(Group group) {
        return naming.name(group.name().wordNetId(), group.name().text()).toLowerCase();
    }
}
