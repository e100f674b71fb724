package dev.glance.page;

import org.teavm.jso.file.Blob;

/** A file with small pictures one below another, see {@link Sheets}. */
final class Sheet {
    private final String name;
    private final Blob file;

    /** One of its pictures; the uppermost one has the place 0. */
    record Place(Sheet sheet, int number) {
    }

    /** @param name one that no other has, of other visits neither */
    Sheet(String name, Blob file) {
        this.name = name;
        this.file = file;
    }

    String name() {
        return name;
    }

    Blob file() {
        return file;
    }
}
