package dev.glance.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.glance.async.Deferred;
import dev.glance.async.FakeTimer;
import dev.glance.async.Promise;
import dev.glance.offline.Inventory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private static final String HTML = "<html " + Inventory.mark("one") + "></html>";

    private final FakeWorld world = new FakeWorld();
    private final FakeTimer timer = new FakeTimer();
    private final Inventory one = inventory("one", "script 1");
    private final Keeper<String> keeper = new Keeper<>(one, world, timer);
    private boolean opens;
    private boolean reloads;

    private static Inventory inventory(String version, String script) {
        return new Inventory(version, List.of(new Entry("index.html", 1, "", true), new Entry("a.js", 10, script, true),
                new Entry("b.js", 100, "same", true), new Entry("c.js", 1_000, "c", true), new Entry("d.js", 10_000, "d", true),
                new Entry("e.js", 100_000, "e", true), new Entry("large.wasm", 1_000_000, "large", false),
                new Entry("other.wasm", 1_000_000, "other", false)));
    }

    private void serve(String version, String script) {
        world.server.putAll(Map.of("index.html", "<html " + Inventory.mark(version) + "></html>", "a.js", script, "b.js", "same",
                "c.js", "c", "d.js", "d", "e.js", "e", "large.wasm", "large", "other.wasm", "other"));
    }

    private static String now(Promise<?> promise) {
        List<String> heard = new ArrayList<>();
        promise.listen(value -> heard.add(String.valueOf(value)), failure -> heard.add(failure.code().word()));
        return heard.isEmpty() ? "not yet" : heard.get(0);
    }

    private String answer(String path) {
        return answer(keeper, path);
    }

    private String answer(Keeper<String> who, String path) {
        return now(who.answer(one.find(path), new Keeper.Request<>() {
            @Override
            public boolean opens() {
                return opens;
            }

            @Override
            public boolean reloads() {
                return reloads;
            }

            @Override
            public Promise<String> pass() {
                world.log.add("pass " + path);
                return world.pass(path);
            }

            @Override
            public void meanwhile(Promise<Object> work) {
                work.listen(done -> { }, failure -> world.log.add("uncaught " + failure));
            }
        }));
    }

    private void install() {
        serve("one", "script 1");
        assertEquals("null", now(keeper.install()));
        world.log.clear();
    }

    @Test
    void theCoreIsKeptAndNothingElse() {
        install();
        assertEquals(Map.of("one", new TreeMap<>(Map.of("index.html", HTML, "a.js", "script 1", "b.js", "same", "c.js", "c",
                "d.js", "d", "e.js", "e"))), world.shelves);
        assertEquals(111_111, world.progress.get(5));
        assertEquals(6, world.progress.size());
        world.down = true;
        for (Entry entry : one.entries()) {
            opens = entry.isPage();
            assertEquals(entry.isPage() ? HTML : entry.core() ? entry.sha256() : "site-file", answer(entry.path()));
        }
    }

    /** As a model that is brought needs. */
    @Test
    void moreIsKeptWhenSomebodyAsksForIt() {
        install();
        world.server.put("other.wasm", "damaged");
        assertEquals("null", now(keeper.keep(List.of("b.js", "none.js", "other.wasm", "large.wasm"))));
        assertEquals(List.of("asked other.wasm", "asked large.wasm"), world.log);
        assertFalse(world.shelves.get("one").containsKey("other.wasm"));
        world.down = true;
        assertEquals("large", answer("large.wasm"));
        assertEquals("null", now(keeper.keep(List.of("other.wasm", "large.wasm"))));
        now(keeper.forget());
        world.down = false;
        assertEquals("null", now(keeper.keep(List.of("large.wasm"))));
        assertTrue(world.shelves.isEmpty(), "whoever has it forgotten wants nothing kept");
    }

    @Test
    void aWrongFileIsAskedForAnewAndNeverKept() {
        serve("one", "script 1");
        world.server.put("b.js", "damaged");
        assertEquals("site-file", now(keeper.install()));
        assertTrue(world.log.contains("asked b.js") && world.log.contains("anew b.js"), world.log.toString());
        assertFalse(world.shelves.get("one").containsKey("b.js"));
    }

    @Test
    void whatWasCutOffGoesOnWhereItWas() {
        serve("one", "script 1");
        world.answers = 3;
        assertEquals("site-file", now(keeper.install()));
        assertEquals(3, world.shelves.get("one").size());
        world.answers = 1_000;
        world.log.clear();
        assertEquals("null", now(new Keeper<>(one, world, timer).install()));
        assertEquals(3, world.log.size(), world.log.toString());
        assertEquals(6, world.shelves.get("one").size());
    }

    @Test
    void whatWasDamagedOnTheDeviceIsAskedForAnew() {
        serve("one", "script 1");
        world.shelves.put("one", new TreeMap<>(Map.of("c.js", "half")));
        assertEquals("null", now(keeper.install()));
        assertEquals("c", world.shelves.get("one").get("c.js"));
    }

    @Test
    void withoutRoomNothingOfItIsKept() {
        serve("one", "script 1");
        world.room = 3;
        world.shelves.put("zero", new TreeMap<>(Map.of("a.js", "script 0")));
        assertEquals("storage", now(keeper.install()));
        assertEquals(Set.of("zero"), world.shelves.keySet());
    }

    @Test
    void anUpdateTakesWhatIsTheSameFromTheVersionBefore() {
        install();
        world.shelves.get("one").put("large.wasm", "large");
        serve("two", "script 2");
        Keeper<String> second = new Keeper<>(inventory("two", "script 2"), world, timer);
        assertEquals("null", now(second.install()));
        assertEquals(List.of("asked index.html", "asked a.js"), world.log);
        assertEquals("script 1", answer("a.js"), "the old one stays whole meanwhile");
        world.atHand.put("other.wasm", "other");
        assertEquals("null", now(second.activate()));
        assertEquals(Set.of("two"), world.shelves.keySet());
        assertEquals("script 2", answer(second, "a.js"));
        world.down = true;
        assertEquals("large", answer(second, "large.wasm"));
        assertEquals("other", answer(second, "other.wasm"));
    }

    @Test
    void whatTheBrowserHasOfTheRestIsKeptOnlyIfItIsRight() {
        install();
        world.atHand.put("large.wasm", "another large");
        assertEquals("null", now(keeper.activate()));
        assertFalse(world.shelves.get("one").containsKey("large.wasm"));
    }

    @Test
    void theRestIsKeptOnceItIsUsed() {
        install();
        assertEquals("large", answer("large.wasm"));
        assertEquals("large", world.shelves.get("one").get("large.wasm"));
        world.server.put("other.wasm", "of another version");
        assertEquals("of another version", answer("other.wasm"), "who reads it finds that out");
        assertFalse(world.shelves.get("one").containsKey("other.wasm"));
        world.room = 0;
        world.server.put("other.wasm", "other");
        assertEquals("other", answer("other.wasm"), "without room it is not kept, and that is all");
        assertEquals(List.of("pass large.wasm", "pass other.wasm", "pass other.wasm"), world.log);
    }

    @Test
    void thePageOfTheServerGoesFirstIfItIsOfThisVersion() {
        install();
        opens = true;
        String edited = HTML.replace("></", ">mine</");
        world.server.put("index.html", edited);
        assertEquals(edited, answer("index.html"));
        assertEquals(edited, world.shelves.get("one").get("index.html"));
        world.server.put("index.html", "<html " + Inventory.mark("two") + "></html>");
        assertEquals(edited, answer("index.html"), "another version is not mixed with this one");
        world.down = true;
        assertEquals(edited, answer("index.html"));
    }

    @Test
    void aSlowServerIsNotWaitedForButHeard() {
        install();
        opens = true;
        world.slow = new Deferred<>();
        Promise<String> answer = keeper.answer(one.find(""), new Keeper.Request<>() {
            @Override
            public boolean opens() {
                return true;
            }

            @Override
            public boolean reloads() {
                return false;
            }

            @Override
            public Promise<String> pass() {
                throw new AssertionError();
            }

            @Override
            public void meanwhile(Promise<Object> work) {
                // Nothing to stay for in a test.
            }
        });
        timer.pass(999);
        assertEquals("not yet", now(answer));
        timer.pass(1);
        assertEquals(HTML, now(answer));
        String edited = HTML.replace("></", ">mine</");
        world.slow.resolve(edited);
        assertEquals(edited, world.shelves.get("one").get("index.html"), "for the next time");
    }

    @Test
    void aReloadedWindowThatIsAloneTakesTheNewVersion() {
        install();
        opens = true;
        world.newer = true;
        assertEquals(HTML, answer("index.html"), "a window more goes on with the old one");
        reloads = true;
        world.windows = 2;
        assertEquals(HTML, answer("index.html"), "so does one of two");
        world.windows = 1;
        world.log.clear();
        assertEquals(FakeWorld.ASK_AGAIN, answer("index.html"));
        assertEquals(List.of("gives way"), world.log);
        reloads = false;
        assertEquals(FakeWorld.ASK_AGAIN, answer("index.html"), "nobody gets the old one any more");
        assertEquals(List.of("gives way"), world.log);
    }

    @Test
    void whereNothingNewIsReadyAReloadIsLikeAnyOther() {
        install();
        opens = true;
        reloads = true;
        assertEquals(HTML, answer("index.html"));
    }

    @Test
    void whatSomebodyTookAwayComesAgainOrNotAtAll() {
        install();
        world.shelves.get("one").remove("a.js");
        assertEquals("script 1", answer("a.js"));
        assertEquals("script 1", world.shelves.get("one").get("a.js"));
        world.shelves.get("one").remove("a.js");
        world.down = true;
        assertEquals(FakeWorld.REFUSAL, answer("a.js"));
        assertFalse(world.log.contains("retires"), "that may be for now");
        world.down = false;
        world.server.put("a.js", "script 2");
        assertEquals(FakeWorld.REFUSAL, answer("a.js"), "no file of another version");
        assertTrue(world.log.contains("retires"));
        assertEquals("script 2", answer("a.js"), "from then on everything is the server's");
    }

    @Test
    void withoutThePageTheServerAnswersAll() {
        install();
        world.shelves.clear();
        serve("two", "script 2");
        opens = true;
        assertEquals("<html " + Inventory.mark("two") + "></html>", answer("index.html"));
        opens = false;
        assertEquals("script 2", answer("a.js"));
        assertEquals(Map.of(), world.shelves);
        assertTrue(world.log.contains("retires"));
    }

    @Test
    void whatIsForgottenStaysForgotten() {
        install();
        world.shelves.put("zero", new TreeMap<>());
        assertEquals("null", now(keeper.forget()));
        assertEquals(Map.of(), world.shelves);
        assertTrue(world.log.contains("retires"));
        assertEquals("large", answer("large.wasm"));
        assertEquals("same", answer("b.js"));
        assertEquals(Map.of(), world.shelves);
    }
}
