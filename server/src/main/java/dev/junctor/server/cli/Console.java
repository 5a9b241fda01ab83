package dev.junctor.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes.
 *
 * @param out what was asked for; with {@code --json} one JSON value and nothing else
 * @param err everything else: progress, summaries, errors
 */
public record Console(PrintStream out, PrintStream err) {
    /** Standard output and error of this process, in UTF-8 whatever the locale says. */
    public static Console ofProcess() {
        return new Console(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
