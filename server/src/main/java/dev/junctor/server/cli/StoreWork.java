package dev.junctor.server.cli;

import dev.junctor.server.store.StoreCopies;
import dev.junctor.server.store.StoreException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.ParseResult;

/** What the commands of the store have in common: where the store is, how far they are, what can go wrong. */
final class StoreWork {
    private final Environment environment;
    private final Printer printer;

    StoreWork(Environment environment, Printer printer) {
        this.environment = environment;
        this.printer = printer;
    }

    /** The file that was named. */
    Path file(ParseResult given) {
        return Syntax.path(environment, given.matchedPositionalValue(0, ""));
    }

    /** Does something with the store; what an operator can mend is a sentence. */
    <T> T with(ParseResult given, Function<StoreCopies, T> work) {
        return told(() -> work.apply(StorePlace.of(environment, given)));
    }

    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException refused) {
            throw new Failure(String.valueOf(refused.getMessage()), "");
        }
    }

    /** Each ten thousand rows, and the end of each table. */
    void progress(String table, long rows) {
        printer.aside(table + ": " + Figures.count(rows) + (rows == 1 ? " row" : " rows"));
    }
}
