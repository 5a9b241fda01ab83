package dev.junctor.server.config;

/**
 * One mistake in the configuration.
 *
 * @param path where: {@code providers.my-vllm.models[0].price}, the name of an environment variable, or empty for the
 *     whole file
 * @param line of the file, counted from 1; 0 when there is none
 * @param message what is wrong and what to do; never the value of a key or of a variable
 */
public record ConfigProblem(String path, int line, String message) {
    @Override
    public String toString() {
        String where = line > 0 ? "line " + line + ": " : "";
        return where + (path.isEmpty() ? message : path + ": " + message);
    }
}
