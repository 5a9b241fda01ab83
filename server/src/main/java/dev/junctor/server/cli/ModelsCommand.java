package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code models}: what can be asked, as a searchable table. */
final class ModelsCommand implements Command {
    private static final List<String> SORTS = List.of("price", "context", "quality", "name");
    private static final BigDecimal UNPRICED = BigDecimal.valueOf(-1);

    private final Gateway gateway;
    private final Printer printer;

    ModelsCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Syntax.command(this, "models", "List and search models.");
        spec.addPositional(
                Syntax.words("WORDS", "Show only models whose id or name has all these words."));
        spec.addOption(
                Syntax.choice(
                        "--sort", "BY", SORTS, "Cheapest, largest, best or alphabetical first"));
        spec.addOption(
                Syntax.option(
                        "--provider",
                        "SLUG",
                        String.class,
                        "Show only what this provider serves."));
        spec.addOption(Syntax.option("--limit", "N", int.class, "Show at most N models."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "models",
                "All models.",
                "models mini --sort price --limit 10",
                "The ten cheapest models with \"mini\" in their id or name.",
                "models --provider groq --sort quality",
                "What one provider serves, best first.",
                "models --json | jq -r '.[].id'",
                "Ids only.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--sort", SORTS);
        int limit = given.matchedOptionValue("--limit", Integer.MAX_VALUE);
        if (limit < 1) {
            throw Syntax.wrong(given, "--limit must be 1 or more, not " + limit);
        }
        List<JsonNode> all =
                gateway.get(Access.OPEN, path(Syntax.text(given, "--provider")))
                        .path("data")
                        .valueStream()
                        .toList();
        List<String> words = given.matchedPositionalValue(0, List.of());
        Stream<JsonNode> found = all.stream().filter(model -> hasAll(model, words));
        String sort = Syntax.text(given, "--sort");
        List<JsonNode> shown =
                (sort.isEmpty() ? found : found.sorted(order(sort))).limit(limit).toList();
        switch (Syntax.output(given)) {
            case TEXT -> {
                if (!shown.isEmpty()) {
                    printer.table(table(shown));
                }
                printer.aside(shown.size() + " of " + all.size() + " models");
            }
            case JSON -> printer.json(shown);
        }
        return ExitCode.OK;
    }

    private static String path(String provider) {
        return provider.isEmpty()
                ? "/models?output_modalities=all"
                : "/models?output_modalities=all&providers="
                        + URLEncoder.encode(provider, StandardCharsets.UTF_8);
    }

    private static boolean hasAll(JsonNode model, List<String> words) {
        String searched =
                lower(model.path("id").asString("") + " " + model.path("name").asString(""));
        return words.stream().allMatch(word -> searched.contains(lower(word)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Comparator<JsonNode> order(String sort) {
        Comparator<JsonNode> byName = Comparator.comparing(model -> model.path("id").asString(""));
        return switch (sort) {
            case "price" ->
                    Comparator.comparing(ModelsCommand::weightedPrice).thenComparing(byName);
            case "context" ->
                    Comparator.comparingLong(ModelsCommand::context)
                            .reversed()
                            .thenComparing(byName);
            case "quality" ->
                    Comparator.comparingDouble(ModelsCommand::quality)
                            .reversed()
                            .thenComparing(byName);
            default -> byName;
        };
    }

    /** Three tokens in to one out is what most requests look like; unpriced models come last. */
    private static BigDecimal weightedPrice(JsonNode model) {
        BigDecimal in = price(model, "prompt");
        BigDecimal out = price(model, "completion");
        return in.signum() < 0 || out.signum() < 0
                ? BigDecimal.valueOf(Long.MAX_VALUE)
                : in.multiply(BigDecimal.valueOf(3)).add(out);
    }

    private static BigDecimal price(JsonNode model, String kind) {
        return model.path("pricing").path(kind).asDecimal(UNPRICED);
    }

    private static long context(JsonNode model) {
        return model.path("context_length").asLong(0);
    }

    private static double quality(JsonNode model) {
        return model.path("quality").path("overall").asDouble(0);
    }

    private static Table table(List<JsonNode> models) {
        Table table =
                new Table(
                        Table.Column.text("MODEL"),
                        Table.Column.number("CONTEXT"),
                        Table.Column.number("$/M IN"),
                        Table.Column.number("$/M OUT"),
                        Table.Column.number("PROVIDERS"),
                        Table.Column.number("QUALITY"));
        for (JsonNode model : models) {
            double quality = quality(model);
            table.row(
                    model.path("id").asString(""),
                    Figures.tokens(context(model)),
                    shownPrice(price(model, "prompt")),
                    shownPrice(price(model, "completion")),
                    model.path("provider_count").asString(""),
                    quality > 0 ? Long.toString(Math.round(quality)) : "");
        }
        return table;
    }

    private static String shownPrice(BigDecimal price) {
        return price.signum() < 0 ? "?" : Figures.perMillion(price);
    }
}
