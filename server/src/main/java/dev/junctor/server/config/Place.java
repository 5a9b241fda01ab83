package dev.junctor.server.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the configuration one is, and where mistakes are collected.
 *
 * @param path as in {@link ConfigProblem#path}
 * @param problems all mistakes of one reading, shared by its places
 */
record Place(String path, List<ConfigProblem> problems) {
    /** The top of a file. */
    static Place top() {
        return new Place("", new ArrayList<>());
    }

    Place at(String key) {
        return new Place(path.isEmpty() ? key : path + "." + key, problems);
    }

    Place at(int index) {
        return new Place(path + "[" + index + "]", problems);
    }

    /** Notes a mistake here. */
    void problem(int line, String message) {
        problems.add(new ConfigProblem(path, line, message));
    }
}
