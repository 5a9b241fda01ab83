package dev.junctor.simulator.habit;

import dev.junctor.core.catalog.Place;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The habits of the providers, by slug, from {@code habits.json} beside this class. */
public final class HabitBook {
    private static final String FILE = "habits.json";

    private final Map<String, JsonNode> entries;

    private HabitBook(Map<String, JsonNode> entries) {
        this.entries = entries;
    }

    /** Reads the file that is shipped. */
    public static HabitBook shipped() {
        try (InputStream file = HabitBook.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from this build");
            }
            return of(Tree.read(file.readAllBytes(), Place.of(FILE)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read", unreadable);
        }
    }

    static HabitBook of(JsonNode file) {
        Map<String, JsonNode> entries = new HashMap<>();
        file.path("providers").properties().forEach(e -> entries.put(e.getKey(), e.getValue()));
        return new HabitBook(entries);
    }

    /** What the file says of a provider; where it is silent, what the provider's quirks imply. */
    public Habits of(Provider provider) {
        Quirks quirks = provider.quirks();
        Habits plain = Habits.PLAIN;
        JsonNode entry = entries.get(provider.slug());
        boolean always = quirks.usageInStream() == Quirks.UsageInStream.ALWAYS;
        boolean details = quirks.reasoning() == Quirks.ReasoningFormat.OBJECT;
        Habits.UsagePlace usage = always ? Habits.UsagePlace.WITH_FINISH : plain.usage();
        Habits.Thoughts thoughts = details ? Habits.Thoughts.REASONING_DETAILS : plain.thoughts();
        if (entry == null) {
            return plain.withUsage(usage).withThoughts(thoughts);
        }
        return new Habits(
                read(entry, "errors", ErrorShape.class, plain.errors()),
                read(entry, "thoughts", Habits.Thoughts.class, thoughts),
                read(entry, "tool_deltas", Habits.ToolDeltas.class, plain.toolDeltas()),
                read(entry, "usage", Habits.UsagePlace.class, usage),
                read(entry, "ending", Habits.Ending.class, plain.ending()),
                read(entry, "line", Habits.Line.class, plain.line()),
                entry.path("id_prefix").asString(plain.idPrefix()));
    }

    private static <E extends Enum<E>> E read(
            JsonNode entry, String field, Class<E> type, E otherwise) {
        JsonNode value = entry.path(field);
        return value.isString()
                ? Enum.valueOf(type, value.stringValue().toUpperCase(Locale.ROOT))
                : otherwise;
    }
}
