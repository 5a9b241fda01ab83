package dev.junctor.lab.sim;

/**
 * A bug that is planted in a copy of a source file.
 *
 * @param name what it is
 * @param source path of the file in the repository, without {@code src/main/java/dev/junctor} in it
 * @param from text that stands there exactly once
 * @param to what stands there instead
 * @param within in how many seeds it is found
 */
record Mutant(String name, String source, String from, String to, int within) {
    /** Path below the repository's root. */
    String path() {
        int slash = source.indexOf('/');
        return source.substring(0, slash)
                + "/src/main/java/dev/junctor"
                + source.substring(slash)
                + ".java";
    }

    /** Name of the class. */
    String className() {
        return "dev.junctor." + source.substring(source.indexOf('/') + 1).replace('/', '.');
    }

    @Override
    public String toString() {
        return name;
    }
}
