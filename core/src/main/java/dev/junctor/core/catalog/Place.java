package dev.junctor.core.catalog;

import org.jspecify.annotations.Nullable;

/** Where in a file a value stands, for errors: {@code providers/acme.json: endpoints[3].price.input}. */
public final class Place {
    private final String file;
    private final @Nullable Place parent;
    private final String step;

    private Place(String file, @Nullable Place parent, String step) {
        this.file = file;
        this.parent = parent;
        this.step = step;
    }

    /** The top of a file. */
    public static Place of(String file) {
        return new Place(file, null, "");
    }

    /** The value of a key below this place. */
    public Place at(String key) {
        return new Place(file, this, key);
    }

    /** The element of a list at this place, counted from 0. */
    public Place at(int index) {
        return new Place(file, this, "[" + index + "]");
    }

    /** The file. */
    public String file() {
        return file;
    }

    /** The keys that lead to the value, as {@code endpoints[3].price.input}; empty at the top. */
    public String path() {
        if (parent == null) {
            return "";
        }
        String before = parent.path();
        return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }

    @Override
    public String toString() {
        String path = path();
        return path.isEmpty() ? file : file + ": " + path;
    }
}
