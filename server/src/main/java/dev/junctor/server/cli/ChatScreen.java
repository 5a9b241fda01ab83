package dev.junctor.server.cli;

import tools.jackson.databind.node.ObjectNode;

/** Shows an answer while it comes: what the model says as the result, what it thinks beside it. */
final class ChatScreen implements ChatCall.Watcher {
    /** Shows nothing. */
    static final ChatCall.Watcher NONE =
            new ChatCall.Watcher() {
                @Override
                public void text(String part) {}

                @Override
                public void reasoning(String part) {}
            };

    private final Printer printer;
    private Last last = Last.NOTHING;

    ChatScreen(Printer printer) {
        this.printer = printer;
    }

    /** What was shown last. */
    private enum Last {
        NOTHING,
        TEXT,
        LINE_OF_TEXT,
        REASONING
    }

    @Override
    public void text(String part) {
        if (last == Last.REASONING) {
            printer.aside("\n");
        }
        printer.part(part);
        last = part.endsWith("\n") ? Last.LINE_OF_TEXT : Last.TEXT;
    }

    @Override
    public void reasoning(String part) {
        printer.asidePart(part);
        last = Last.REASONING;
    }

    /** Makes a call and shows the answer while it comes, as far as it comes. */
    ChatAnswer show(ChatCall call, ObjectNode request) {
        try {
            return call.ask(request, this);
        } finally {
            endLine();
        }
    }

    private void endLine() {
        switch (last) {
            case TEXT -> printer.line("");
            case REASONING -> printer.aside("");
            case NOTHING, LINE_OF_TEXT -> {}
        }
    }
}
