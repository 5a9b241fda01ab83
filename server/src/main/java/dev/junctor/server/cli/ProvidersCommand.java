package dev.junctor.server.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code providers}: who serves models here. */
final class ProvidersCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    ProvidersCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(this, "providers", "List the providers that are enabled.");
        spec.addPositional(
                Syntax.words(
                        "WORDS", "Show only providers whose slug or name has all these words."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "providers",
                "Slug, name, country and privacy policy of each.",
                "providers --json | jq -r '.[].slug'",
                "Slugs only, as for models --provider.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        List<String> words = given.matchedPositionalValue(0, List.of());
        List<JsonNode> all =
                gateway.get(Access.OPEN, "/providers").path("data").valueStream().toList();
        List<JsonNode> shown = all.stream().filter(provider -> hasAll(provider, words)).toList();
        switch (Syntax.output(given)) {
            case TEXT -> {
                if (!shown.isEmpty()) {
                    printer.table(table(shown));
                }
                printer.aside(shown.size() + " of " + all.size() + " providers");
            }
            case JSON -> printer.json(shown);
        }
        return ExitCode.OK;
    }

    private static boolean hasAll(JsonNode provider, List<String> words) {
        String searched =
                (provider.path("slug").asString("") + " " + provider.path("name").asString(""))
                        .toLowerCase(Locale.ROOT);
        return words.stream().allMatch(word -> searched.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static Table table(List<JsonNode> providers) {
        Table table =
                new Table(
                        Table.Column.text("PROVIDER"),
                        Table.Column.text("NAME"),
                        Table.Column.text("COUNTRY"),
                        Table.Column.text("PRIVACY POLICY"));
        providers.forEach(provider ->
                table.row(
                        provider.path("slug").asString(""),
                        provider.path("name").asString(""),
                        provider.path("headquarters").asString(""),
                        provider.path("privacy_policy_url").asString("")));
        return table;
    }
}
