package dev.glance.many;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.decide.Name;
import dev.glance.decide.Prediction;
import dev.glance.decide.Predictions;
import dev.glance.decide.Verdict.Kind;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.many.Query.Order;
import dev.glance.model.Label;
import dev.glance.model.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FinderTest {
    private static final GlanceException ERROR = new GlanceException(ErrorCode.PICTURE_EMPTY, "Empty.", "Try another.");
    private static final Map<String, String> CHINESE = Map.of("b2", "\u72d7", "c0", "\u6bd4\u683c\u72ac", "b1", "\u52a8\u7269");

    private final Album album = new Album();
    private final Finder finder = new Finder(album);

    @BeforeEach
    void useLabels() {
        finder.use(Pictures.LABELS);
    }

    private void done(String path, Predictions predictions) {
        album.done(album.add(path, 1, 0), predictions, null);
    }

    private static Query words(String words) {
        return new Query(words, Optional.empty(), Optional.empty(), 0, Order.ADDED, false);
    }

    private static Query order(Order order) {
        return new Query("", Optional.empty(), Optional.empty(), 0, order, false);
    }

    private static Query grouped(Order order) {
        return new Query("", Optional.empty(), Optional.empty(), 0, order, true);
    }

    private static List<String> names(List<Item> items) {
        List<String> names = new ArrayList<>();
        items.forEach(item -> names.add(item.path()));
        return names;
    }

    private List<String> found(Query query) {
        List<Group> groups = finder.find(query);
        assertEquals(1, groups.size());
        assertEquals(Group.Kind.ALL, groups.get(0).kind());
        assertEquals(Name.NONE, groups.get(0).name());
        return names(groups.get(0).items());
    }

    private static List<String> summary(List<Group> groups) {
        List<String> summary = new ArrayList<>();
        groups.forEach(group -> summary.add(group.kind().word() + " " + group.name().text() + " " + group.items().size()));
        return summary;
    }

    /** Two dogs, a bird, a tool that might be one, no thing, an error, one that waits. */
    private void fill() {
        done("x/1.jpg", Pictures.sure(0, 0.9));
        done("x/2.jpg", Pictures.broader(2, 1, 0.85));
        done("x/3.jpg", Pictures.sure(2, 0.95));
        done("y/4.jpg", Pictures.unsure(4, 0.3));
        done("y/5.jpg", Pictures.nothing(0));
        album.failed(album.add("y/6.jpg", 1, 0), ERROR);
        album.add("y/Dogs of 2024.jpg", 1, 0);
    }

    @Test
    void wordsFindSynonymsBroaderNamesAndPaths() {
        fill();
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "y/Dogs of 2024.jpg"), found(words("dog")));
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "x/3.jpg"), found(words("ANIMAL")));
        assertEquals(List.of("x/1.jpg"), found(words("rabbit hound")));
        assertEquals(List.of("x/1.jpg"), found(words("  hound\tRabbit\u3000x/ ")));
        assertEquals(List.of("x/2.jpg"), found(words("pug")));
        assertEquals(List.of("x/3.jpg"), found(words("breast")));
        assertEquals(List.of("y/4.jpg"), found(words("tool hammer")));
        assertEquals(List.of("y/5.jpg"), found(words("5.JPG")));
        assertEquals(List.of(), found(words("dog bird")));
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "x/3.jpg", "y/4.jpg"), found(words("thing")));
        assertEquals(7, found(words(" \t")).size());
    }

    @Test
    void onlyTheFirstNameAndTheVerdictSayWhatItIs() {
        // Second and third are a hammer and a saw.
        done("a", Pictures.sure(3, 0.9));
        // The likeliest is a pug, and yet it is some kind of tool.
        done("b", Pictures.broader(4, 1, 0.8));
        assertEquals(List.of("b"), found(words("tool")));
        assertEquals(List.of("b"), found(words("dog")));
        assertEquals(List.of("a"), found(words("owl")));
        // And the other way round: what is above a bird is an animal, what is above a hammer is not.
        done("d", Pictures.broader(3, 4, 0.8));
        assertEquals(List.of("a", "b", "d"), found(words("animal")));
        assertEquals(List.of(), found(words("saw")));
        // What was not asked for is not found either: "beagle" lies where no thing is seen.
        done("c", Pictures.nothing(0));
        assertEquals(List.of(), found(words("beagle")));
    }

    @Test
    void aWordDoesNotGoFromOneNameToTheNext() {
        done("a", Pictures.sure(0, 0.9));
        assertEquals(List.of(), found(words("beaglerabbit")));
        assertEquals(List.of(), found(words("hounddog")));
    }

    @Test
    void namesInTheLanguageOfThePageAreFoundToo() {
        fill();
        assertEquals(List.of(), found(words("\u72d7")));
        finder.use((id, english) -> CHINESE.getOrDefault(id, english));
        assertEquals(List.of("x/1.jpg", "x/2.jpg"), found(words("\u72d7")));
        assertEquals(List.of("x/1.jpg"), found(words("\u683c\u72ac beagle")));
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "x/3.jpg"), found(words("\u52a8\u7269")));
        // The verdict's name alone, above a first name that is none.
        done("x/9.jpg", Pictures.broader(2, 7, 0.85));
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "x/9.jpg"), found(words("\u72d7")));
        finder.use((id, english) -> english);
        assertEquals(List.of(), found(words("\u72d7")));
    }

    @Test
    void withoutLabelsOnlyTheVerdictsNamesAreKnown() {
        fill();
        finder.use((Labels) null);
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "y/Dogs of 2024.jpg"), found(words("dog")));
        assertEquals(List.of(), found(words("animal")));
        finder.use(Pictures.LABELS);
        assertEquals(3, found(words("animal")).size());
    }

    @Test
    void answersOfAnotherModelDoNotTakeTheNamesOfThisOne() {
        Labels other = Labels.parse("index\twnid\tnames\n0\t\tmug\n");
        Label mug = other.get(0);
        Predictions predictions = new Predictions(List.of(new Prediction(0, mug, 0.9), new Prediction(8, mug, 0.1)),
                new dev.glance.decide.Verdict(Kind.SURE, new Name("", "mug"), 0.9, Name.NONE, Name.NONE), Pictures.RECEIPT);
        done("a", predictions);
        assertEquals(List.of("a"), found(words("mug")));
        assertEquals(List.of(), found(words("dog")));
        done("b", new Predictions(List.of(), predictions.verdict(), Pictures.RECEIPT));
        assertEquals(List.of("a"), found(words("mug")));
        done("c", new Predictions(List.of(new Prediction(8, new Label("", List.of("cup")), 0.1)), predictions.verdict(),
                Pictures.RECEIPT));
        assertEquals(List.of("c"), found(words("cup")));
    }

    @Test
    void aFinderKnowsEnglishFromTheBeginning() {
        done("a", Pictures.sure(4, 0.9));
        done("b", Pictures.sure(7, 0.9));
        Finder plain = new Finder(album);
        // By their names; the other one came first.
        assertEquals(List.of("name cloud 1", "name tool 1"), summary(plain.find(grouped(Order.ADDED))));
        assertEquals("a", plain.find(words("hammer")).get(0).items().get(0).path());
    }

    @Test
    void whatChangesIsFoundAsItIsNow() {
        fill();
        Item item = album.items().get(0);
        assertEquals(3, found(words("dog")).size());
        album.done(item, Pictures.sure(4, 0.9), null);
        assertEquals(2, found(words("dog")).size());
        album.waiting(item);
        assertEquals(List.of("y/4.jpg"), found(words("tool")));
        done("z.jpg", Pictures.sure(5, 0.9));
        assertEquals(List.of("y/4.jpg", "z.jpg"), found(words("tool")));
    }

    /** Nobody waits at the first word for what could be made ready before. */
    @Test
    void answersAreMadeReadyAsTheyCome() {
        int[] asked = {0};
        finder.use((id, english) -> {
            asked[0]++;
            return english;
        });
        fill();
        finder.find(Query.ALL);
        int before = asked[0];
        assertTrue(before > 0);
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "y/Dogs of 2024.jpg"), found(words("dog")));
        assertEquals(before, asked[0]);
        // Those after one that waits have their turn when it has an answer.
        done("late.jpg", Pictures.sure(5, 0.9));
        finder.find(Query.ALL);
        assertEquals(before, asked[0]);
        album.items().stream().filter(item -> item.state() == Item.State.WAITING).forEach(item ->
                album.done(item, Pictures.nothing(0), null));
        finder.find(Query.ALL);
        assertTrue(asked[0] > before);
        // In another language again.
        int[] askedAgain = {0};
        finder.use((id, english) -> {
            askedAgain[0]++;
            return english;
        });
        finder.find(Query.ALL);
        assertEquals(asked[0], askedAgain[0]);
    }

    @Test
    void verdictStateAndProbabilityNarrowIt() {
        fill();
        assertEquals(List.of("x/1.jpg", "x/3.jpg"),
                found(new Query("", Optional.of(Kind.SURE), Optional.empty(), 0, Order.ADDED, false)));
        assertEquals(List.of("y/5.jpg"),
                found(new Query("", Optional.of(Kind.NOTHING), Optional.empty(), 0, Order.ADDED, false)));
        assertEquals(List.of("x/1.jpg"),
                found(new Query("dog", Optional.of(Kind.SURE), Optional.empty(), 0.9, Order.ADDED, false)));
        assertEquals(List.of("y/6.jpg"),
                found(new Query("", Optional.empty(), Optional.of(Item.State.FAILED), 0, Order.ADDED, false)));
        assertEquals(List.of(),
                found(new Query("", Optional.of(Kind.SURE), Optional.of(Item.State.FAILED), 0, Order.ADDED, false)));
        assertEquals(List.of("x/1.jpg", "x/2.jpg", "x/3.jpg", "y/4.jpg"),
                found(new Query("", Optional.empty(), Optional.empty(), 0.3, Order.ADDED, false)));
        assertEquals(List.of("x/3.jpg"),
                found(new Query("", Optional.empty(), Optional.empty(), 0.901, Order.ADDED, false)));
        assertEquals(7, found(Query.ALL).size());
    }

    @Test
    void theOrderIsTheOneAskedFor() {
        album.add("b/img10.jpg", 1, 300);
        album.done(album.add("a/IMG2.jpg", 1, 0), Pictures.sure(0, 0.9), null);
        album.done(album.add("b/c/img1.jpg", 1, -5), Pictures.sure(0, 0.95), null);
        album.add("b 2/img2.jpg", 1, 900);
        album.done(album.add("B/img9.jpg", 1, 300), Pictures.nothing(0), null);
        album.add("img3.jpg", 1, 0);
        assertEquals(List.of("b/img10.jpg", "a/IMG2.jpg", "b/c/img1.jpg", "b 2/img2.jpg", "B/img9.jpg", "img3.jpg"),
                found(order(Order.ADDED)));
        assertEquals(List.of("b/c/img1.jpg", "a/IMG2.jpg", "b 2/img2.jpg", "img3.jpg", "B/img9.jpg", "b/img10.jpg"),
                found(order(Order.NAME)));
        assertEquals(List.of("b/c/img1.jpg", "a/IMG2.jpg", "B/img9.jpg", "b/img10.jpg", "b 2/img2.jpg", "img3.jpg"),
                found(order(Order.PROBABILITY)));
        assertEquals(List.of("img3.jpg", "a/IMG2.jpg", "B/img9.jpg", "b/img10.jpg", "b/c/img1.jpg", "b 2/img2.jpg"),
                found(order(Order.FOLDER)));
        assertEquals(List.of("b 2/img2.jpg", "b/img10.jpg", "B/img9.jpg", "b/c/img1.jpg", "a/IMG2.jpg", "img3.jpg"),
                found(order(Order.DATE)));
        for (Order order : Order.values()) {
            assertEquals(order, Order.of(order.word()));
        }
        assertEquals(Order.ADDED, Order.of("no such order"));
    }

    @Test
    void groupsAreByBroaderNameLargestFirstAndTheSpecialOnesLast() {
        fill();
        assertEquals(List.of("name dog 2", "name bird 1", "unsure  1", "nothing  1", "failed  1", "waiting  1"),
                summary(finder.find(grouped(Order.ADDED))));
        done("z/10.jpg", Pictures.sure(7, 0.9));
        done("z/8.jpg", Pictures.sure(3, 0.9));
        done("z/7.jpg", Pictures.sure(2, 0.9));
        album.working(album.items().get(6));
        List<Group> groups = finder.find(grouped(Order.NAME));
        // A cloud is nothing broader.
        assertEquals(List.of("name bird 3", "name dog 2", "name cloud 1", "unsure  1", "nothing  1", "failed  1", "waiting  1"),
                summary(groups));
        assertEquals(List.of("x/3.jpg", "z/7.jpg", "z/8.jpg"), names(groups.get(0).items()));
        assertEquals("b3", groups.get(0).name().wordNetId());
        assertEquals(List.of(), finder.find(new Query("no such word", Optional.empty(), Optional.empty(), 0, Order.ADDED, true)));
    }

    @Test
    void groupsOfOneSizeAreByTheirNameInTheLanguageOfThePage() {
        done("1", Pictures.sure(2, 0.9));
        done("2", Pictures.sure(0, 0.9));
        assertEquals(List.of("name bird 1", "name dog 1"), summary(finder.find(grouped(Order.ADDED))));
        finder.use((id, english) -> id.equals("b2") ? "Animal of dogs" : english);
        assertEquals(List.of("name dog 1", "name bird 1"), summary(finder.find(grouped(Order.ADDED))));
    }

    @Test
    void everyPictureIsInExactlyOneGroupAndGroupsKeepTheOrder() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            Item item = album.add("f" + random.nextInt(20) + "/img" + random.nextInt(500) + ".jpg", 1, random.nextInt(50));
            double probability = random.nextInt(100) / 100.0;
            switch (random.nextInt(6)) {
                case 0 -> album.failed(item, ERROR);
                case 1 -> album.done(item, Pictures.nothing(random.nextInt(8)), null);
                case 2 -> album.done(item, Pictures.unsure(random.nextInt(8), probability), null);
                case 3 -> album.done(item, Pictures.broader(random.nextInt(5), random.nextInt(8), probability), null);
                case 4 -> album.done(item, Pictures.sure(random.nextInt(8), probability), null);
                default -> { }
            }
        }
        for (Order order : Order.values()) {
            List<Item> all = finder.find(order(order)).get(0).items();
            assertEquals(10_000, new HashSet<>(all).size());
            int[] places = new int[10_000];
            for (int i = 0; i < all.size(); i++) {
                places[all.get(i).number()] = i;
            }
            Set<Item> seen = new HashSet<>();
            for (Group group : finder.find(grouped(order))) {
                int last = -1;
                for (Item item : group.items()) {
                    assertTrue(seen.add(item));
                    assertTrue(places[item.number()] > last, order.word());
                    last = places[item.number()];
                    assertEquals(group.kind(), Group.kind(item));
                    assertEquals(group.name(), Group.name(item));
                }
            }
            assertEquals(10_000, seen.size());
        }
        // What is equal stays as it came.
        List<Item> byDate = finder.find(order(Order.DATE)).get(0).items();
        List<Item> byName = finder.find(order(Order.NAME)).get(0).items();
        for (int i = 1; i < 10_000; i++) {
            assertTrue(byDate.get(i - 1).modified() > byDate.get(i).modified()
                    || byDate.get(i - 1).modified() == byDate.get(i).modified()
                    && byDate.get(i - 1).number() < byDate.get(i).number());
            assertTrue(!byName.get(i - 1).name().equals(byName.get(i).name())
                    || byName.get(i - 1).number() < byName.get(i).number());
        }
        long dogs = album.items().stream().filter(item -> Group.name(item).text().equals("dog")).count();
        assertTrue(found(words("dog")).size() >= dogs && dogs > 300);
    }
}
