package dev.junctor.server.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code keys revoke}. */
final class KeysRevokeCommand implements Command {
    private static final int SHORTEST_ID = 6;

    private final Gateway gateway;
    private final Printer printer;

    KeysRevokeCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Syntax.command(this, "revoke", "End a key at once and for ever.");
        spec.addPositional(
                Syntax.word("KEY", "Its name, or the beginning of its id as keys list shows it."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "keys revoke ci",
                "By name, when only one key has it.",
                "keys revoke 3fa9c1d27b40",
                "By id.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        JsonNode key = find(given.matchedPositionalValue(0, ""));
        JsonNode answer =
                gateway.delete(Access.MANAGEMENT, "/keys/" + key.path("hash").asString(""));
        switch (Syntax.output(given)) {
            case TEXT ->
                    printer.line(
                            "Revoked "
                                    + key.path("name").asString("")
                                    + " ("
                                    + KeyTable.shortId(key)
                                    + ").");
            case JSON -> printer.json(answer);
        }
        return ExitCode.OK;
    }

    private JsonNode find(String typed) {
        List<JsonNode> keys = gateway.allPages(Access.MANAGEMENT, KeyTable.ALL);
        List<JsonNode> found = keys.stream().filter(key -> isMeant(key, typed)).toList();
        if (found.isEmpty()) {
            throw new Failure("no key has this name or id: " + typed, "See ./junctor keys list.");
        }
        if (found.size() > 1) {
            throw new Failure(
                    found.size()
                            + " keys are called "
                            + typed
                            + ": "
                            + found.stream()
                                    .map(KeyTable::shortId)
                                    .collect(Collectors.joining(", ")),
                    "Name one by its id.");
        }
        return found.getFirst();
    }

    private static boolean isMeant(JsonNode key, String typed) {
        return key.path("name").asString("").equals(typed)
                || (typed.length() >= SHORTEST_ID
                        && key.path("hash")
                                .asString("")
                                .startsWith(typed.toLowerCase(Locale.ROOT)));
    }
}
