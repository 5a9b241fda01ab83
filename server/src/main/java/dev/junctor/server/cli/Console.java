package dev.junctor.server.cli;

import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out what was asked for; with {@code --json} one JSON value and nothing else
 * @param err everything else: progress, summaries, errors
 */
public record Console(PrintStream out, PrintStream err) {}
