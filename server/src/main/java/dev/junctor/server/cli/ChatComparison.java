package dev.junctor.server.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The same question to several models, one after another so that they do not slow each other down. */
final class ChatComparison {
    private final ChatCall call;
    private final Printer printer;

    ChatComparison(ChatCall call, Printer printer) {
        this.call = call;
        this.printer = printer;
    }

    /** What became of one call. */
    private sealed interface Result {
        record Answered(ChatAnswer answer) implements Result {}

        record Failed(String asked, String problem) implements Result {}
    }

    /** Asks all; failed when one of them failed. */
    int run(List<ObjectNode> requests, Output output) {
        List<Result> results = new ArrayList<>();
        for (ObjectNode request : requests) {
            results.add(ask(request, output));
        }
        switch (output) {
            case TEXT -> printer.table(table(results));
            case JSON -> printer.json(results.stream().map(ChatComparison::json).toList());
        }
        return results.stream().allMatch(result -> result instanceof Result.Answered)
                ? ExitCode.OK
                : ExitCode.FAILED;
    }

    private Result ask(ObjectNode request, Output output) {
        String asked = request.path("model").asString("");
        try {
            return new Result.Answered(
                    switch (output) {
                        case TEXT -> shown(asked, request);
                        case JSON -> call.ask(request, ChatScreen.NONE);
                    });
        } catch (Failure failure) {
            if (output == Output.TEXT) {
                printer.line(printer.paint(Printer.Style.BAD, failure.problem()));
                printer.line("");
            }
            return new Result.Failed(asked, failure.problem());
        }
    }

    private ChatAnswer shown(String asked, ObjectNode request) {
        printer.line(printer.paint(Printer.Style.BOLD, "── " + asked + " ──"));
        ChatAnswer answer = new ChatScreen(printer).show(call, request);
        printer.line("");
        return answer;
    }

    private static Table table(List<Result> results) {
        Table table =
                new Table(
                        Table.Column.text("MODEL"),
                        Table.Column.text("PROVIDER"),
                        Table.Column.number("IN"),
                        Table.Column.number("OUT"),
                        Table.Column.number("COST"),
                        Table.Column.number("FIRST TOKEN"),
                        Table.Column.number("TOTAL"));
        for (Result result : results) {
            switch (result) {
                case Result.Answered(ChatAnswer answer) ->
                        table.row(
                                answer.asked(),
                                answer.provider(),
                                Long.toString(answer.promptTokens()),
                                Long.toString(answer.completionTokens()),
                                answer.cost(),
                                Figures.seconds(answer.firstNanos()),
                                Figures.seconds(answer.totalNanos()));
                case Result.Failed failed ->
                        table.row(Printer.Style.BAD, failed.asked(), "failed", "", "", "", "", "");
            }
        }
        return table;
    }

    private static ObjectNode json(Result result) {
        return switch (result) {
            case Result.Answered(ChatAnswer answer) -> answer.toJson();
            case Result.Failed failed ->
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("asked", failed.asked())
                            .put("error", failed.problem());
        };
    }
}
