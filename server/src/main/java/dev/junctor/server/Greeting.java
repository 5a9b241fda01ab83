package dev.junctor.server;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.server.cli.Console;
import dev.junctor.server.cli.Output;
import dev.junctor.server.store.DemoKeys;
import java.io.PrintStream;
import java.util.HashSet;
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

    void serve() {
        Counts counts = counts();
        PrintStream out = console.out();
        out.printf(
                "Junctor is ready at %s/v1: %d models of %d providers.%n",
                gateway.url(), counts.models(), counts.providers());
        if (counts.providers() == 0) {
            out.println(
                    "No provider is enabled. Set a key such as OPENAI_API_KEY and start again;"
                            + " ./junctor doctor tells more.");
        }
        if (gateway.store().keys().list().isEmpty()) {
            out.println(
                    "No API key exists yet. Declare one under keys in junctor.yaml, then make more"
                            + " with ./junctor keys create.");
        }
        out.flush();
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
