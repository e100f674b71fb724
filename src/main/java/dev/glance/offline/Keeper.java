package dev.glance.offline;

import dev.glance.async.Promise;
import dev.glance.async.Timer;
import dev.glance.error.ErrorCode;
import dev.glance.error.GlanceException;
import dev.glance.offline.Inventory.Entry;
import dev.glance.offline.World.Freshness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one version of the site on a device and answers with it. A version is whole before it answers anything, and a window
 * gets files of one version only.
 *
 * @param <A> an answer to a request for a file
 */
public final class Keeper<A> {
    /** So many files are asked for at a time. */
    private static final int LANES = 4;
    /** The page on the server is waited for so long, since its owner may have edited it. */
    private static final int PAGE_MS = 1_000;

    private final Inventory inventory;
    private final World<A> world;
    private final Timer timer;
    /** Whether what was kept is gone: whoever asks then gets what the server says. */
    private boolean aside;
    /** Whether another version takes this one's place: no window gets anything of this one any more. */
    private boolean gaveWay;

    /**
     * A request for a file.
     *
     * @param <A> an answer to it
     */
    public interface Request<A> {
        /** Whether a window opens with it. */
        boolean opens();

        /** Whether that window shows this page already. */
        boolean reloads();

        /** Asks the server instead. */
        Promise<A> pass();

        /** Stays until something is done, which the answer does not wait for. */
        void meanwhile(Promise<Object> work);
    }

    /** @param inventory the version's files */
    public Keeper(Inventory inventory, World<A> world, Timer timer) {
        this.inventory = inventory;
        this.world = world;
        this.timer = timer;
    }

    /**
     * Keeps the core. What is here already, of another version or of a time when this was cut off, is not asked for again.
     *
     * @return failed with {@code site-file} or {@code storage} where not all of it can be kept; without room, nothing is
     */
    public Promise<Object> install() {
        List<Entry> core = new ArrayList<>();
        for (Entry entry : inventory.entries()) {
            if (entry.core()) {
                core.add(entry);
            }
        }
        return world.versions().flatThen(versions -> {
            Installing installing = new Installing(core, versions);
            List<Promise<Object>> lanes = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                lanes.add(installing.lane());
            }
            return Promise.all(lanes).flatThen(done -> installing.end());
        });
    }

    /** What is under way until the core is kept. */
    private final class Installing {
        private final List<Entry> core;
        private final List<String> versions;
        private int next;
        private int kept;
        /** The first failure, after which nothing more is begun; null as long as there is none. */
        private GlanceException failure;

        Installing(List<Entry> core, List<String> versions) {
            this.core = core;
            this.versions = versions;
        }

        /** One file after the other, as long as there are any. Never failed. */
        Promise<Object> lane() {
            if (failure != null || next >= core.size()) {
                return Promise.resolved(null);
            }
            Entry entry = core.get(next++);
            return keep(entry, versions, Freshness.ASKED).flatThen(right -> right ? Promise.resolved(true)
                    : fetched(entry, Freshness.ANEW)).then(right -> {
                        if (!right) {
                            throw new GlanceException(ErrorCode.SITE_FILE, "The site\u2019s file " + entry.path()
                                    + " is not the one that was built.", GlanceException.COPY_AGAIN);
                        }
                        kept += entry.bytes();
                        if (failure == null) {
                            world.progress(kept);
                        }
                        return right;
                    }).recover(reason -> {
                        failure = failure == null ? reason : failure;
                        return Promise.resolved(false);
                    }).flatThen(done -> lane());
        }

        /** All lanes have ended. */
        Promise<Object> end() {
            if (failure == null) {
                return Promise.resolved(null);
            }
            // Half of it is of use the next time, but not where the room is short.
            return (failure.code() == ErrorCode.STORAGE ? world.remove(inventory.version()) : Promise.resolved(null))
                    .recover(stays -> Promise.resolved(null)).flatThen(gone -> Promise.failed(failure));
        }
    }

    /**
     * Keeps more than the core: what is about to be needed without a server. A file that cannot be kept now is kept once used, as any.
     *
     * @param paths of files of the site; others are left out
     * @return never failed
     */
    public Promise<Object> keep(List<String> paths) {
        return aside ? Promise.resolved(null) : world.versions().flatThen(versions -> keep(paths, 0, versions))
                .recover(failure -> Promise.resolved(null));
    }

    private Promise<Object> keep(List<String> paths, int index, List<String> versions) {
        if (index >= paths.size()) {
            return Promise.resolved(null);
        }
        Entry entry = inventory.find(paths.get(index));
        return (entry == null || aside ? Promise.resolved(false) : keep(entry, versions, Freshness.ASKED))
                .recover(failure -> Promise.resolved(false)).flatThen(done -> keep(paths, index + 1, versions));
    }

    /** Keeps a file: from a shelf where it is the same, else from the network. */
    private Promise<Boolean> keep(Entry entry, List<String> versions, Freshness freshness) {
        String own = inventory.version();
        return fromShelf(entry, own).flatThen(mine -> mine.isPresent() ? Promise.resolved(true)
                : fromShelves(entry, versions, 0).flatThen(found -> found.isPresent()
                        ? world.put(own, entry.path(), found.get()).then(done -> true) : fetched(entry, freshness)));
    }

    private Promise<Boolean> fetched(Entry entry, Freshness freshness) {
        return world.fetch(entry.path(), freshness).flatThen(answer -> world.check(answer, entry, inventory.version()))
                .flatThen(file -> file.isEmpty() ? Promise.resolved(false)
                        : world.put(inventory.version(), entry.path(), file.get()).then(done -> true));
    }

    private Promise<Optional<A>> fromShelves(Entry entry, List<String> versions, int index) {
        if (index >= versions.size()) {
            return Promise.resolved(Optional.empty());
        }
        return fromShelf(entry, versions.get(index)).flatThen(found -> found.isPresent() ? Promise.resolved(found)
                : fromShelves(entry, versions, index + 1));
    }

    private Promise<Optional<A>> fromShelf(Entry entry, String version) {
        return world.find(version, entry.path()).flatThen(found -> found.isPresent()
                ? world.check(found.get(), entry, inventory.version()) : Promise.resolved(found));
    }

    /**
     * From now on this version answers. What the one before had besides the core, and what the browser has, is kept where it is
     * still right; then other versions go.
     *
     * @return never failed
     */
    public Promise<Object> activate() {
        return world.versions().flatThen(versions -> more(versions, 0).flatThen(done -> removeOthers(versions, 0)))
                .recover(failure -> Promise.resolved(null));
    }

    private Promise<Object> more(List<String> versions, int index) {
        List<Entry> entries = inventory.entries();
        if (index >= entries.size()) {
            return Promise.resolved(null);
        }
        Entry entry = entries.get(index);
        return (entry.core() ? Promise.resolved(true) : keep(entry, versions, Freshness.AT_HAND))
                .recover(failure -> Promise.resolved(false)).flatThen(done -> more(versions, index + 1));
    }

    private Promise<Object> removeOthers(List<String> versions, int index) {
        if (index >= versions.size()) {
            return Promise.resolved(null);
        }
        String version = versions.get(index);
        return (version.equals(inventory.version()) ? Promise.resolved(null) : world.remove(version))
                .flatThen(done -> removeOthers(versions, index + 1));
    }

    /**
     * Answers a request for a file of the site.
     *
     * @param request for it
     */
    public Promise<A> answer(Entry entry, Request<A> request) {
        if (aside) {
            return request.pass();
        }
        if (!request.opens()) {
            return file(entry, request);
        }
        if (gaveWay) {
            return Promise.resolved(world.askAgain());
        }
        // A window that is reloaded is still there, and counts. Others would get files of two versions.
        Promise<Boolean> alone = request.reloads() && world.isNewerReady() ? world.windows().then(count -> count <= 1)
                : Promise.resolved(false);
        return alone.flatThen(give -> {
            if (give) {
                gaveWay = true;
                world.giveWay();
                return Promise.resolved(world.askAgain());
            }
            return entry.isPage() ? page(entry, request) : file(entry, request);
        });
    }

    private Promise<A> file(Entry entry, Request<A> request) {
        return shelved(entry).flatThen(found -> found.isPresent() ? Promise.resolved(found.get())
                : entry.core() ? missing(entry) : used(entry, request));
    }

    private Promise<Optional<A>> shelved(Entry entry) {
        return world.find(inventory.version(), entry.path()).recover(failure -> Promise.resolved(Optional.empty()));
    }

    /** The page as it is on the server now, if that is of this version; else the one that is kept. */
    private Promise<A> page(Entry entry, Request<A> request) {
        Promise<Optional<A>> fresh = world.fetch(entry.path(), Freshness.ASKED)
                .flatThen(answer -> world.check(answer, entry, inventory.version()))
                .recover(failure -> Promise.resolved(Optional.empty()));
        request.meanwhile(fresh.flatThen(page -> page.isEmpty() ? Promise.resolved(null)
                : putIfKept(entry.path(), world.copy(page.get()))));
        return fresh.within(timer, PAGE_MS, new GlanceException(ErrorCode.SITE_FILE, "The page does not come.", ""))
                .recover(late -> Promise.resolved(Optional.empty())).flatThen(now -> now.isPresent() ? Promise.resolved(now)
                        : shelved(entry)).flatThen(page -> {
                            if (page.isPresent()) {
                                return Promise.resolved(page.get());
                            }
                            return request.pass().then(answer -> {
                                leave();
                                return answer;
                            });
                        });
    }

    /** Lays a file on this version's shelf, unless that was taken away. Never failed: it is a convenience. */
    private Promise<Object> putIfKept(String path, A file) {
        return world.versions().flatThen(versions -> {
            for (String version : versions) {
                if (version.equals(inventory.version())) {
                    return world.put(version, path, file);
                }
            }
            return Promise.resolved(null);
        }).recover(failure -> Promise.resolved(null));
    }

    /** Something of the core is gone, for somebody took it away: it is the server's, or there is none. */
    private Promise<A> missing(Entry entry) {
        return world.fetch(entry.path(), Freshness.ASKED).flatThen(answer -> world.check(answer, entry, inventory.version()))
                .flatThen(file -> {
                    if (file.isEmpty()) {
                        leave();
                        return Promise.resolved(world.refusal());
                    }
                    return putIfKept(entry.path(), world.copy(file.get())).then(done -> file.get());
                }).recover(failure -> Promise.resolved(world.refusal()));
    }

    /** Kept from now on. It goes to the page as it comes, which checks it by itself. */
    private Promise<A> used(Entry entry, Request<A> request) {
        return request.pass().then(answer -> {
            request.meanwhile(world.check(world.copy(answer), entry, inventory.version()).flatThen(file -> file.isEmpty()
                    ? Promise.resolved(null) : putIfKept(entry.path(), file.get())).recover(failure -> Promise.resolved(null)));
            return answer;
        });
    }

    private void leave() {
        aside = true;
        world.retire();
    }

    /** Forgets all that is kept, of other versions too. */
    public Promise<Object> forget() {
        leave();
        return world.versions().flatThen(versions -> {
            List<Promise<Object>> removed = new ArrayList<>();
            for (String version : versions) {
                removed.add(world.remove(version));
            }
            return Promise.all(removed);
        }).then(done -> null);
    }
}
