package dev.junctor.server.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code config reload}. */
final class ConfigReloadCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    ConfigReloadCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "reload",
                        "Let a running gateway read its configuration and catalog again.",
                        "Requests under way go on as they began. An invalid file changes nothing, and"
                                + " all its mistakes are told. SIGHUP does the same.");
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "config reload",
                "Tells by names what changed.",
                "config check && ./junctor config reload",
                "Checks the file in the working directory before.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        JsonNode data =
                gateway.post(
                                Access.MANAGEMENT,
                                "/config/reload",
                                JsonNodeFactory.instance.objectNode())
                        .path("data");
        switch (Syntax.output(given)) {
            case TEXT -> tell(data);
            case JSON -> printer.json(data);
        }
        return ExitCode.OK;
    }

    private void tell(JsonNode data) {
        data.path("changed")
                .properties()
                .forEach(kind -> {
                    names(kind.getKey() + " added", kind.getValue().path("added"));
                    names(kind.getKey() + " removed", kind.getValue().path("removed"));
                    names(kind.getKey() + " changed", kind.getValue().path("changed"));
                });
        names("settings changed", data.path("settings"));
        data.path("warnings")
                .forEach(warning ->
                        printer.line(printer.paint(Printer.Style.BAD, warning.asString(""))));
        printer.aside("generation " + data.path("generation").asLong() + " holds");
    }

    private void names(String what, JsonNode names) {
        if (!names.isEmpty()) {
            StringBuilder line = new StringBuilder(what).append(": ");
            names.forEach(name ->
                    line.append(line.charAt(line.length() - 2) == ':' ? "" : ", ")
                            .append(name.asString("")));
            printer.line(line.toString());
        }
    }
}
