package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code credits add}. */
final class CreditsAddCommand implements Command {
    private static final String CORRECTION = "correction";
    private static final List<String> KINDS = List.of("deposit", "promotion", "refund", CORRECTION);

    private final Gateway gateway;
    private final Printer printer;

    CreditsAddCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "add",
                        "Give an account credit.",
                        "It is posted once, however often the same is sent with the same idempotency"
                                + " key. One is made and shown when none is given.");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("AMOUNT_USD")
                        .type(BigDecimal.class)
                        .arity("1")
                        .required(true)
                        .description(
                                "In US dollars, to nine decimals; only a correction may be"
                                        + " negative.")
                        .build());
        spec.addOption(Syntax.option("--account", "ID", String.class, "default", "Which account"));
        spec.addOption(Syntax.choice("--kind", "KIND", KINDS, "Why (default: deposit)"));
        spec.addOption(Syntax.option("--note", "TEXT", String.class, "For people."));
        spec.addOption(
                Syntax.option(
                        "--idempotency-key",
                        "K",
                        String.class,
                        "The same as before, to repeat without posting twice."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "credits add 50 --account acme",
                "Fifty dollars that acme paid.",
                "credits add 5 --kind promotion --note welcome",
                "Five dollars as a present to the account default.",
                "credits add -1.25 --account acme --kind correction",
                "Takes a dollar and a quarter back.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--kind", KINDS);
        ObjectNode request = request(given);
        String account = Syntax.text(given, "--account");
        String typed = Syntax.text(given, "--idempotency-key");
        String once = typed.isEmpty() ? UUID.randomUUID().toString() : typed;
        if (typed.isEmpty()) {
            printer.aside("idempotency key " + once);
        }
        JsonNode posted = post(Address.of("accounts", account, "credits"), once, request);
        switch (Syntax.output(given)) {
            case TEXT -> {
                printer.line(
                        "Posted "
                                + posted.path("kind").asString("")
                                + " of "
                                + Usd.of(posted.path("amount_usd"))
                                + " to "
                                + posted.path("account").asString("")
                                + " ("
                                + posted.path("id").asString("")
                                + ").");
                printer.aside(
                        "./junctor credits show --account " + account + " tells what is left");
            }
            case JSON -> printer.json(posted);
        }
        return ExitCode.OK;
    }

    private static ObjectNode request(ParseResult given) {
        BigDecimal amount = given.matchedPositionalValue(0, BigDecimal.ZERO);
        String kind = Syntax.text(given, "--kind");
        if (amount.signum() == 0 || (amount.signum() < 0 && !kind.equals(CORRECTION))) {
            throw Syntax.wrong(
                    given,
                    "AMOUNT_USD must be above 0 (only --kind correction may be below), not "
                            + amount.toPlainString());
        }
        ObjectNode request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("amount_usd", amount)
                        .put("kind", kind.isEmpty() ? KINDS.getFirst() : kind);
        String note = Syntax.text(given, "--note");
        if (!note.isEmpty()) {
            request.put("note", note);
        }
        return request;
    }

    /** Whoever hears no answer does not know whether it was posted. */
    private JsonNode post(Address address, String once, ObjectNode request) {
        try {
            return gateway.postOnce(Access.MANAGEMENT, address.text(), once, request).path("data");
        } catch (Gateway.Refused refused) {
            throw refused;
        } catch (Failure unheard) {
            throw new Failure(
                    unheard.problem() + "; whether it was posted is not known",
                    "Send the same again with --idempotency-key "
                            + once
                            + ": it is posted once. "
                            + unheard.remedy());
        }
    }
}
