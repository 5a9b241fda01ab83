package dev.junctor.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat}: one question to one model, or to several to compare them. */
final class ChatCommand implements Command {
    /** What routing may aim at. */
    static final List<String> OBJECTIVES = List.of("cost", "latency", "quality", "balanced");

    private static final String USUAL_MODEL = "junctor/auto";

    private final Gateway gateway;
    private final Environment environment;
    private final Printer printer;

    ChatCommand(Gateway gateway, Environment environment, Printer printer) {
        this.gateway = gateway;
        this.environment = environment;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "chat",
                        "Ask a model, or compare several.",
                        "The answer comes to standard output as it is written; tokens, cost and time"
                                + " follow on standard error.");
        spec.addPositional(Syntax.words("PROMPT", "What to ask; - reads it from standard input."));
        spec.addOption(
                Syntax.option("--model", "MODEL", String.class, USUAL_MODEL, "Model to ask."));
        spec.addOption(
                Syntax.option(
                        "--compare",
                        "M1,M2",
                        String.class,
                        "Ask several models one after another, then compare them in a table."));
        spec.addOption(
                Syntax.option("--system", "TEXT", String.class, "Instructions for the model."));
        spec.addOption(
                Syntax.choice(
                        "--objective",
                        "AIM",
                        OBJECTIVES,
                        "What matters when Junctor chooses the model"));
        spec.addOption(
                Syntax.option("--max-tokens", "N", int.class, "End the answer after N tokens."));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "chat \"Why is the sky blue?\"",
                "Junctor chooses the model.",
                "chat --model openai/gpt-5-mini \"A haiku about rain\"",
                "Asks that model, by its cheapest provider that works.",
                "chat --compare openai/gpt-5-mini,deepseek/deepseek-chat \"2 + 2?\"",
                "Asks both and compares tokens, cost and time.",
                "chat - < question.txt",
                "Takes the prompt from a file.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        Syntax.oneOf(given, "--objective", OBJECTIVES);
        String prompt = prompt(given);
        List<String> compared = names(Syntax.text(given, "--compare"));
        ChatCall call = new ChatCall(gateway, environment.nanos());
        if (!compared.isEmpty()) {
            if (given.hasMatchedOption("--model")) {
                throw Syntax.wrong(given, "--compare names the models; leave --model out");
            }
            return new ChatComparison(call, printer)
                    .run(
                            compared.stream().map(model -> request(given, model, prompt)).toList(),
                            Syntax.output(given));
        }
        ObjectNode request = request(given, Syntax.text(given, "--model"), prompt);
        switch (Syntax.output(given)) {
            case TEXT -> {
                ChatScreen screen = new ChatScreen(printer);
                printer.aside(screen.show(call, request).summary());
            }
            case JSON -> printer.json(call.ask(request, ChatScreen.NONE).toJson());
        }
        return ExitCode.OK;
    }

    private String prompt(ParseResult given) {
        List<String> words = given.matchedPositionalValue(0, List.of());
        if (words.equals(List.of("-"))) {
            return standardInput(given);
        }
        String prompt = String.join(" ", words).strip();
        if (prompt.isEmpty()) {
            throw Syntax.wrong(
                    given,
                    "What to ask? Give a prompt in quotes, or - to read it from standard input");
        }
        return prompt;
    }

    private String standardInput(ParseResult given) {
        try {
            String prompt =
                    new String(environment.input().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (prompt.isEmpty()) {
                throw Syntax.wrong(given, "Standard input holds no prompt");
            }
            return prompt;
        } catch (IOException unreadable) {
            throw new Failure("standard input cannot be read", "Give the prompt in quotes.");
        }
    }

    private static List<String> names(String typed) {
        return Arrays.stream(typed.split(",", -1))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .toList();
    }

    private static ObjectNode request(ParseResult given, String model, String prompt) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("model", model).put("stream", true);
        ArrayNode messages = request.putArray("messages");
        String system = Syntax.text(given, "--system");
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        messages.addObject().put("role", "user").put("content", prompt);
        String objective = Syntax.text(given, "--objective");
        if (!objective.isEmpty()) {
            request.putObject("routing").put("objective", objective);
        }
        if (given.hasMatchedOption("--max-tokens")) {
            int most = given.matchedOptionValue("--max-tokens", 0);
            if (most < 1) {
                throw Syntax.wrong(given, "--max-tokens must be 1 or more, not " + most);
            }
            request.put("max_tokens", most);
        }
        return request;
    }
}
