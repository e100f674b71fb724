package dev.glance.offline;

import dev.glance.async.Deferred;
import dev.glance.async.Promise;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A device and a server on which files are texts, and the hash of a text is the text. */
final class FakeWorld implements World<String> {
    static final String ASK_AGAIN = "ask again";
    static final String REFUSAL = "refusal";

    final Map<String, Map<String, String>> shelves = new TreeMap<>();
    final Map<String, String> server = new HashMap<>();
    /** What the browser still has. */
    final Map<String, String> atHand = new HashMap<>();
    /** What was asked for, and what was done. */
    final List<String> log = new ArrayList<>();
    final List<Integer> progress = new ArrayList<>();
    boolean down;
    /** So many files fit. */
    int room = 1_000;
    /** So many requests are answered before the line is cut. */
    int answers = 1_000;
    boolean newer;
    int windows = 1;
    /** What holds up every request; null for nothing. */
    Deferred<String> slow;

    static GlanceException failure(ErrorCode code) {
        return new GlanceException(code, "what", "remedy");
    }

    @Override
    public Promise<List<String>> versions() {
        return Promise.resolved(List.copyOf(shelves.keySet()));
    }

    @Override
    public Promise<Optional<String>> find(String version, String path) {
        return Promise.resolved(Optional.ofNullable(shelves.getOrDefault(version, Map.of()).get(path)));
    }

    @Override
    public Promise<Object> put(String version, String path, String file) {
        if (room == 0) {
            return Promise.failed(failure(ErrorCode.STORAGE));
        }
        room--;
        shelves.computeIfAbsent(version, key -> new TreeMap<>()).put(path, file);
        return Promise.resolved(null);
    }

    @Override
    public String copy(String answer) {
        return answer;
    }

    @Override
    public Promise<Object> remove(String version) {
        shelves.remove(version);
        return Promise.resolved(null);
    }

    @Override
    public Promise<String> fetch(String path, Freshness freshness) {
        if (freshness == Freshness.AT_HAND) {
            return atHand.containsKey(path) ? Promise.resolved(atHand.get(path)) : Promise.failed(failure(ErrorCode.SITE_FILE));
        }
        log.add(freshness.toString().toLowerCase() + " " + path);
        if (slow != null) {
            return slow.promise();
        }
        return pass(path);
    }

    /** What a request gets that nobody answers here. */
    Promise<String> pass(String path) {
        if (down || answers == 0 || !server.containsKey(path)) {
            return Promise.failed(failure(ErrorCode.SITE_FILE));
        }
        answers--;
        return Promise.resolved(server.get(path));
    }

    @Override
    public Promise<Optional<String>> check(String answer, Inventory.Entry entry, String version) {
        boolean right = entry.isPage() ? Inventory.isPage(answer, version) : answer.equals(entry.sha256());
        return Promise.resolved(right ? Optional.of(answer) : Optional.empty());
    }

    @Override
    public boolean isNewerReady() {
        return newer;
    }

    @Override
    public Promise<Integer> windows() {
        return Promise.resolved(windows);
    }

    @Override
    public void giveWay() {
        log.add("gives way");
    }

    @Override
    public String askAgain() {
        return ASK_AGAIN;
    }

    @Override
    public String refusal() {
        return REFUSAL;
    }

    @Override
    public void retire() {
        log.add("retires");
    }

    @Override
    public void progress(int bytes) {
        progress.add(bytes);
    }
}
