package dev.junctor.server.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a command sees of the machine it runs on.
 *
 * @param variables environment variables
 * @param directory the working directory, absolute
 * @param screen where standard output goes
 * @param input standard input
 * @param clock the date and time
 * @param nanos a clock that only measures, in nanoseconds
 */
public record Environment(
        Map<String, String> variables,
        Path directory,
        Screen screen,
        InputStream input,
        Clock clock,
        LongSupplier nanos) {

    /** The property by which the launcher says {@code terminal}: the shell knows it without loading a class. */
    static final String SCREEN_PROPERTY = "junctor.screen";

    private static final int USUAL_WIDTH = 100;

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** Where standard output goes. */
    public enum Screen {
        /** People read it: colours, and lines that fit. */
        TERMINAL,
        /** A file or another program reads it. */
        PIPE
    }

    /** That of this process. */
    public static Environment ofProcess() {
        return new Environment(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                screenOfProcess(),
                System.in,
                Clock.systemUTC(),
                System::nanoTime);
    }

    private static Screen screenOfProcess() {
        return System.getProperty(SCREEN_PROPERTY, "").equals("terminal")
                ? Screen.TERMINAL
                : Screen.PIPE;
    }

    /** A variable; empty when it is not set. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    /** Whether colours may be used: on a terminal, unless NO_COLOR is set (no-color.org) or the terminal is dumb. */
    boolean allowsColour() {
        return screen == Screen.TERMINAL
                && variable("NO_COLOR").isEmpty()
                && !variable("TERM").equals("dumb");
    }

    /** Columns of the terminal. */
    int width() {
        String columns = variable("COLUMNS");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }
}
