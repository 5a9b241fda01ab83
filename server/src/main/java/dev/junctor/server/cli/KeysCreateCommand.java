package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code keys create}. */
final class KeysCreateCommand implements Command {
    private static final List<String> KINDS = List.of("inference", "management");

    private static final List<String> RESETS = List.of("daily", "weekly", "monthly");

    private final Gateway gateway;
    private final Clock clock;
    private final Printer printer;

    KeysCreateCommand(Gateway gateway, Clock clock, Printer printer) {
        this.gateway = gateway;
        this.clock = clock;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "create",
                        "Make a key.",
                        "It is shown this once, on standard output; what belongs to it follows on"
                                + " standard error.");
        spec.addPositional(Syntax.word("NAME", "For people to tell keys apart."));
        spec.addOption(
                Syntax.option(
                        "--limit-usd",
                        "USD",
                        BigDecimal.class,
                        "What may be spent with it (default: no limit)."));
        spec.addOption(
                Syntax.choice(
                        "--limit-reset",
                        "EACH",
                        RESETS,
                        "When the limit begins anew, at midnight in UTC, weeks on Monday"
                                + " (default: never)"));
        spec.addOption(
                Syntax.option(
                        "--account",
                        "ID",
                        String.class,
                        "Who pays; ./junctor accounts list shows them (default: default)."));
        spec.addOption(
                Syntax.option(
                        "--expires",
                        "WHEN",
                        String.class,
                        "When it ends: 12h, 30d, 2w, 2027-01-31 (default: never)."));
        spec.addOption(
                Syntax.choice(
                        "--kind",
                        "KIND",
                        KINDS,
                        "What it opens, models or keys and settings (default: inference)"));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "keys create alice",
                "A key for models, without limit.",
                "keys create ci --limit-usd 5 --expires 30d",
                "For five dollars and thirty days.",
                "keys create bot --limit-usd 20 --limit-reset monthly --account acme",
                "For twenty dollars a month, which the account acme pays.",
                "keys create ops --kind management",
                "A key that makes and revokes keys.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--kind", KINDS);
        Syntax.oneOf(given, "--limit-reset", RESETS);
        JsonNode made = gateway.post(Access.MANAGEMENT, "/keys", request(given));
        switch (Syntax.output(given)) {
            case TEXT -> {
                printer.line(made.path("key").asString(""));
                printer.aside(KeyTable.describe(made.path("data")));
                printer.aside("Keep it now: it is not shown again.");
            }
            case JSON -> {
                ObjectNode value = JsonNodeFactory.instance.objectNode();
                value.set("key", made.path("key"));
                made.path("data")
                        .properties()
                        .forEach(field -> value.set(field.getKey(), field.getValue()));
                printer.json(value);
            }
        }
        return ExitCode.OK;
    }

    private ObjectNode request(ParseResult given) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("name", given.matchedPositionalValue(0, ""));
        if (given.hasMatchedOption("--limit-usd")) {
            BigDecimal limit = given.matchedOptionValue("--limit-usd", BigDecimal.ZERO);
            if (limit.signum() < 0) {
                throw Syntax.wrong(given, "--limit-usd must be 0 or more, not " + limit);
            }
            request.put("limit", limit);
        }
        String reset = Syntax.text(given, "--limit-reset");
        if (!reset.isEmpty()) {
            if (!given.hasMatchedOption("--limit-usd")) {
                throw Syntax.wrong(given, "--limit-reset needs a limit: say --limit-usd as well");
            }
            request.put("limit_reset", reset);
        }
        String account = Syntax.text(given, "--account");
        if (!account.isEmpty()) {
            request.put("account", account);
        }
        String expires = Syntax.text(given, "--expires");
        if (!expires.isEmpty()) {
            request.put("expires_at", end(given, expires).toString());
        }
        String kind = Syntax.text(given, "--kind");
        if (!kind.isEmpty()) {
            request.put("kind", kind);
        }
        return request;
    }

    private Instant end(ParseResult given, String expires) {
        Instant now = clock.instant();
        Instant end =
                Span.end(expires, now)
                        .orElseThrow(() ->
                                Syntax.wrong(
                                        given,
                                        "--expires must be as 12h, 30d, 2w or 2027-01-31, not "
                                                + expires));
        if (!end.isAfter(now)) {
            throw Syntax.wrong(given, "--expires must be in the future, not " + expires);
        }
        return end.truncatedTo(ChronoUnit.SECONDS);
    }
}
