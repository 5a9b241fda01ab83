package dev.junctor.core.dialect.crossing;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Citation;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Origin;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Source;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers a stream of events into the whole answer that they mean, and checks their order while it does. */
final class Fold {
    private final Map<Integer, Map<Integer, Gathered>> choices = new TreeMap<>();
    private final Map<Integer, Ending> endings = new TreeMap<>();
    private ChatEvent.Start start = new ChatEvent.Start("", "", 0);
    private Usage usage = Usage.NONE;
    private String tier = "";
    private Optional<Fault> fault = Optional.empty();
    private boolean started;
    private boolean done;

    private static final class Gathered {
        final Part opening;
        final List<StringBuilder> texts = new ArrayList<>(List.of(new StringBuilder()));
        final List<Citation> citations = new ArrayList<>();
        Opaque opaque;
        boolean ended;

        Gathered(Part opening) {
            this.opening = opening;
            this.opaque = opening.aside().opaque();
        }
    }

    static Fold of(List<ChatEvent> events) {
        Fold fold = new Fold();
        events.forEach(fold::on);
        return fold;
    }

    private void on(ChatEvent event) {
        if (done) {
            throw new AssertionError(event + " follows the end");
        }
        switch (event) {
            case ChatEvent.Start s -> {
                if (started) {
                    throw new AssertionError("a second start");
                }
                started = true;
                start = s;
            }
            case ChatEvent.PartStart s -> {
                Map<Integer, Gathered> parts =
                        choices.computeIfAbsent(s.choice(), c -> new TreeMap<>());
                if (s.part() != parts.size() || endings.containsKey(s.choice())) {
                    throw new AssertionError("part out of order: " + s);
                }
                parts.put(s.part(), new Gathered(s.opening()));
            }
            case ChatEvent.Delta d -> open(d.choice(), d.part()).texts.getLast().append(d.text());
            case ChatEvent.NextText n -> open(n.choice(), n.part()).texts.add(new StringBuilder());
            case ChatEvent.StateKnown k -> open(k.choice(), k.part()).opaque = k.opaque();
            case ChatEvent.Cited c -> open(c.choice(), c.part()).citations.add(c.citation());
            case ChatEvent.PartEnd e -> open(e.choice(), e.part()).ended = true;
            case ChatEvent.Finished f -> {
                endings.put(f.choice(), f.ending());
                for (Gathered part : choices.getOrDefault(f.choice(), Map.of()).values()) {
                    if (!part.ended) {
                        throw new AssertionError("a part is still open at the end");
                    }
                }
            }
            case ChatEvent.Consumed c -> {
                usage = c.usage();
                tier = c.serviceTier();
            }
            case ChatEvent.Failed f -> {
                fault = Optional.of(f.fault());
                done = true;
            }
            case ChatEvent.Done d -> done = true;
        }
    }

    private Gathered open(int choice, int part) {
        Gathered gathered = choices.getOrDefault(choice, Map.of()).get(part);
        if (gathered == null || gathered.ended) {
            throw new AssertionError("part " + part + " is not open");
        }
        return gathered;
    }

    boolean isDone() {
        return done;
    }

    Optional<Fault> fault() {
        return fault;
    }

    Completion completion() {
        List<Choice> gathered = new ArrayList<>();
        endings.forEach((index, ending) -> {
            List<Part> parts = new ArrayList<>();
            choices.getOrDefault(index, Map.of()).values().forEach(part -> parts.add(part(part)));
            gathered.add(new Choice(index, parts, ending, Trees.NOTHING, Origin.NONE));
        });
        return new Completion(
                start.id(), start.model(), start.created(), gathered, usage, tier, Origin.NONE);
    }

    private static Part part(Gathered part) {
        String text = String.join("\n\n", part.texts);
        Aside aside = new Aside(Origin.NONE, part.opening.aside().cache(), part.opaque);
        return switch (part.opening) {
            case Part.Text t -> {
                List<Citation> all = new ArrayList<>(t.citations());
                all.addAll(part.citations);
                yield new Part.Text(t.text() + text, all, aside);
            }
            case Part.Refusal r -> new Part.Refusal(r.text() + text, aside);
            case Part.Reasoning r -> {
                String whole = r.text() + text;
                yield new Part.Reasoning(
                        r.form(), whole.isEmpty() ? List.of() : List.of(whole), aside);
            }
            case Part.ToolCall c ->
                    new Part.ToolCall(c.id(), c.name(), c.kind(), c.input() + text, aside);
            case Part.Audio a -> new Part.Audio(new Source.Inline("", text), a.transcript(), aside);
            default -> part.opening;
        };
    }
}
