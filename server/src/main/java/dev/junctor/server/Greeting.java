package dev.junctor.server;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.cli.Console;
import dev.junctor.server.cli.Output;
import dev.junctor.server.store.DemoKeys;
import dev.junctor.server.store.FirstKeys;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a process says when it is ready. */
final class Greeting {
    private final Gateway gateway;
    private final Console console;

    Greeting(Gateway gateway, Console console) {
        this.gateway = gateway;
        this.console = console;
    }

    private record Counts(int models, int providers) {}

    void demo(Output output, DemoKeys keys, String simulatorUrl) {
        Counts counts = counts();
        String url = gateway.url();
        switch (output) {
            case JSON -> {
                ObjectNode line = JsonNodeFactory.instance.objectNode();
                line.put("url", url)
                        .put("api_key", keys.inference().reveal())
                        .put("management_key", keys.management().reveal())
                        .put("simulator_url", simulatorUrl)
                        .put("models", counts.models())
                        .put("providers", counts.providers());
                console.out().println(line);
            }
            case TEXT -> {
                PrintStream out = console.out();
                out.println();
                out.printf(
                        "Junctor is ready: %d models of %d providers, all simulated.%n%n",
                        counts.models(), counts.providers());
                out.println("  URL              " + url + "/v1");
                out.println("  API key          " + keys.inference().reveal());
                out.println("  management key   " + keys.management().reveal());
                out.println("  simulator        " + simulatorUrl);
                out.println();
                out.println("Try it:");
                out.println();
                out.println("  curl -N " + url + "/v1/chat/completions \\");
                out.println("    -H 'Authorization: Bearer " + keys.inference().reveal() + "' \\");
                out.println("    -H 'Content-Type: application/json' \\");
                out.println(
                        "    -d '{\"model\": \"openai/gpt-4o-mini\", \"stream\": true,"
                                + " \"messages\": [{\"role\": \"user\", \"content\": \"Say"
                                + " hello\"}]}'");
                out.println();
                out.println("Ctrl-C stops it.");
            }
        }
        console.out().flush();
    }

    /**
     * @param firstKeys made just now; empty when there were keys already
     */
    void serve(Optional<FirstKeys> firstKeys) {
        Counts counts = counts();
        PrintStream out = console.out();
        out.printf(
                "Junctor is ready at %s/v1: %d models of %d providers.%n",
                gateway.url(), counts.models(), counts.providers());
        if (counts.models() == 0) {
            out.println(nothingServed());
        }
        firstKeys.ifPresent(keys -> {
            out.println();
            out.println("It had no keys, so these were made. They are shown only now:");
            out.println("  API key          " + keys.inference().reveal());
            out.println("  management key   " + keys.management().reveal());
        });
        out.flush();
    }

    /** A key without models is no mistake of the operator's, so it is told apart from having no key at all. */
    private String nothingServed() {
        List<String> enabled = gateway.catalog().providers().stream().map(Provider::slug).toList();
        return enabled.isEmpty()
                ? "No provider is enabled. Set a key such as OPENAI_API_KEY and start again;"
                        + " ./junctor doctor tells more."
                : "Enabled, but without a model whose price is known: "
                        + String.join(", ", enabled)
                        + ". State its models with their prices under providers.<slug>.models in"
                        + " junctor.yaml.";
    }

    static void simulator(Simulation simulation, Output output, Console console) {
        switch (output) {
            case JSON ->
                    console.out()
                            .println(
                                    JsonNodeFactory.instance
                                            .objectNode()
                                            .put("simulator_url", simulation.url()));
            case TEXT ->
                    console.out()
                            .println(
                                    "The simulated providers answer at "
                                            + simulation.url()
                                            + "/{provider}/v1, with any key. Ctrl-C stops them.");
        }
        console.out().flush();
    }

    /** Models that can be asked for, and who serves them. */
    private Counts counts() {
        var catalog = gateway.catalog();
        Set<String> providers = new HashSet<>();
        for (Model model : catalog.servedModels()) {
            for (Endpoint endpoint : catalog.endpointsOf(model.id())) {
                if (endpoint.isServed()) {
                    providers.add(endpoint.provider().slug());
                }
            }
        }
        return new Counts(catalog.servedModels().size(), providers.size());
    }
}
