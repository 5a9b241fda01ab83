package dev.junctor.core.dialect.crossing;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.chat.Tool;
import dev.junctor.core.chat.Turn;
import java.util.List;

/** Takes from a conversation what it was, so that it can only be written from what it means. */
final class Plain {
    private Plain() {}

    /** The paths stay, for reports. */
    private static Aside aside(Aside aside) {
        return aside.changed();
    }

    static Conversation of(Conversation c) {
        return new Conversation(
                c.model(),
                c.turns().stream().map(Plain::of).toList(),
                c.tools().stream().map(Plain::of).toList(),
                c.toolChoice(),
                c.format(),
                c.reasoning(),
                c.limit(),
                c.settings(),
                c.flow(),
                aside(c.aside()));
    }

    static Turn of(Turn turn) {
        return new Turn(turn.role(), of(turn.parts()), turn.name(), aside(turn.aside()));
    }

    private static List<Part> of(List<Part> parts) {
        return parts.stream().map(Plain::of).toList();
    }

    static Part of(Part part) {
        Aside aside = aside(part.aside());
        return switch (part) {
            case Part.ToolResult r ->
                    new Part.ToolResult(r.callId(), r.name(), of(r.content()), r.outcome(), aside);
            case Part.Document d when d.source() instanceof Source.Parts parts ->
                    new Part.Document(new Source.Parts(of(parts.parts())), d.name(), aside);
            case Part.Foreign foreign -> foreign.with(aside);
            default -> part.with(aside);
        };
    }

    private static Tool of(Tool tool) {
        Aside aside = aside(tool.aside());
        return switch (tool) {
            case Tool.Function f ->
                    new Tool.Function(f.name(), f.description(), f.parameters(), f.strict(), aside);
            case Tool.Custom c -> new Tool.Custom(c.name(), c.description(), c.format(), aside);
            case Tool.Hosted h -> new Tool.Hosted(h.type(), aside);
        };
    }

    static Completion of(Completion c) {
        return new Completion(
                c.id(),
                c.model(),
                c.created(),
                c.choices().stream()
                        .map(choice ->
                                new Choice(
                                        choice.index(),
                                        of(choice.parts()),
                                        choice.ending(),
                                        choice.logprobs(),
                                        Origin.NONE))
                        .toList(),
                c.usage(),
                c.serviceTier(),
                Origin.NONE);
    }
}
