package dev.junctor.core.catalog;

/**
 * Something wrong in the catalog's data.
 *
 * @param where the file and the entry
 * @param what what is wrong
 * @param remedy what to do
 */
public record Finding(String where, String what, String remedy) {
    @Override
    public String toString() {
        return where + ": " + what + ". " + remedy;
    }
}
