package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code route}: what Junctor would do with a request, and why, without a call. */
final class RouteCommand implements Command {
    private static final List<String> SORTS = List.of("price", "throughput", "latency", "quality");

    private static final MathContext SHOWN = new MathContext(4, RoundingMode.HALF_UP);

    private final Gateway gateway;
    private final Printer printer;

    RouteCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "route",
                        "Show who would answer a request, and why.",
                        "In which order, with the score of each, and why the others may not. Nobody is"
                                + " called.");
        spec.addOption(
                Syntax.required("--model", "M1[,M2]", "Model, or several in order of preference."));
        spec.addOption(Syntax.choice("--objective", "AIM", ChatCommand.OBJECTIVES, "What matters"));
        spec.addOption(Syntax.choice("--sort", "BY", SORTS, "Order of the providers"));
        spec.addOption(
                Syntax.option(
                        "--only", "P1[,P2]", String.class, "Only these providers may answer."));
        spec.addOption(Syntax.option("--ignore", "P1[,P2]", String.class, "These may not answer."));
        spec.addOption(
                Syntax.option(
                        "--prompt",
                        "TEXT",
                        String.class,
                        "Hello",
                        "What would be asked: its length counts."));
        spec.addOption(
                Syntax.option("--seed", "N", long.class, "The same number gives the same plan."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "route --model deepseek/deepseek-chat",
                "The providers of one model, as load balancing orders them.",
                "route --model junctor/auto --objective quality",
                "What Junctor would choose when quality matters.",
                "route --model openai/gpt-5-mini --sort latency --ignore azure --seed 7",
                "Fastest first, one provider left out, the same at every run.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--objective", ChatCommand.OBJECTIVES);
        Syntax.oneOf(given, "--sort", SORTS);
        try {
            JsonNode plan = gateway.post(Access.INFERENCE, "/routing/plan", request(given));
            switch (Syntax.output(given)) {
                case TEXT -> explain(plan);
                case JSON -> printer.json(plan);
            }
            return ExitCode.OK;
        } catch (Gateway.Refused refused) {
            List<JsonNode> rejected = refused.metadata().path("rejected").valueStream().toList();
            if (!rejected.isEmpty() && Syntax.output(given) == Output.TEXT) {
                printer.table(rejected(rejected));
            }
            throw refused;
        }
    }

    private static ObjectNode request(ParseResult given) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        List<String> models = list(given, "--model");
        if (models.isEmpty()) {
            throw Syntax.wrong(given, "--model names no model");
        }
        request.put("model", models.getFirst());
        if (models.size() > 1) {
            ArrayNode names = request.putArray("models");
            models.forEach(names::add);
        }
        request.putArray("messages")
                .addObject()
                .put("role", "user")
                .put("content", Syntax.text(given, "--prompt"));
        ObjectNode provider = JsonNodeFactory.instance.objectNode();
        String sort = Syntax.text(given, "--sort");
        if (!sort.isEmpty()) {
            provider.put("sort", sort);
        }
        for (String rule : List.of("only", "ignore")) {
            List<String> slugs = list(given, "--" + rule);
            if (!slugs.isEmpty()) {
                ArrayNode values = provider.putArray(rule);
                slugs.forEach(values::add);
            }
        }
        if (!provider.isEmpty()) {
            request.set("provider", provider);
        }
        String objective = Syntax.text(given, "--objective");
        if (!objective.isEmpty()) {
            request.putObject("routing").put("objective", objective);
        }
        if (given.hasMatchedOption("--seed")) {
            request.put("seed", given.matchedOptionValue("--seed", 0L).longValue());
        }
        return request;
    }

    private static List<String> list(ParseResult given, String option) {
        return Arrays.stream(Syntax.text(given, option).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private void explain(JsonNode plan) {
        List<JsonNode> order = plan.path("order").valueStream().toList();
        List<JsonNode> rejected = plan.path("rejected").valueStream().toList();
        if (order.isEmpty()) {
            throw new Failure(
                    "what answers at " + gateway.url() + " plans no routes",
                    "Set JUNCTOR_URL to a Junctor gateway.");
        }
        JsonNode first = order.getFirst();
        printer.line(
                printer.paint(
                        Printer.Style.GOOD,
                        first.path("provider").asString("")
                                + " would answer with "
                                + first.path("model").asString("")
                                + ": "
                                + reasons(first)));
        printer.line("");
        printer.table(order(order));
        if (!rejected.isEmpty()) {
            printer.line("");
            printer.line("These may not answer:");
            printer.table(rejected(rejected));
        }
        printer.aside(
                order.size()
                        + " may answer, "
                        + rejected.size()
                        + " may not; the next in line is asked when one fails before its first byte");
    }

    private static Table order(List<JsonNode> order) {
        Table table =
                new Table(
                        Table.Column.number("#"),
                        Table.Column.text("PROVIDER"),
                        Table.Column.text("MODEL"),
                        Table.Column.number("SCORE"),
                        Table.Column.text("WHY"));
        int rank = 0;
        for (JsonNode candidate : order) {
            rank++;
            table.row(
                    rank == 1 ? Printer.Style.GOOD : Printer.Style.PLAIN,
                    Integer.toString(rank),
                    candidate.path("provider").asString(""),
                    candidate.path("model").asString(""),
                    score(candidate),
                    reasons(candidate));
        }
        return table;
    }

    /** With four digits, never as a power of ten. */
    private static String score(JsonNode candidate) {
        BigDecimal score = new BigDecimal(candidate.path("score").asDouble(0)).round(SHOWN);
        return score.signum() == 0 ? "0" : score.stripTrailingZeros().toPlainString();
    }

    private static String reasons(JsonNode candidate) {
        String reasons =
                String.join(
                        "; ",
                        candidate
                                .path("reasons")
                                .valueStream()
                                .map(reason -> reason.asString(""))
                                .toList());
        return reasons.isEmpty() ? "nothing speaks against it" : reasons;
    }

    private static Table rejected(List<JsonNode> rejected) {
        Table table =
                new Table(
                        Table.Column.text("PROVIDER"),
                        Table.Column.text("MODEL"),
                        Table.Column.text("FIELD"),
                        Table.Column.text("REASON"));
        rejected.forEach(one ->
                table.row(
                        one.path("provider").asString(""),
                        one.path("model").asString(""),
                        one.path("field").asString(""),
                        one.path("reason").asString("")));
        return table;
    }
}
