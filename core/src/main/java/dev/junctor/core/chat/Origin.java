package dev.junctor.core.chat;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an object was before its meaning was read: kept so that the same protocol writes it again as it came, and so
 * that a crossing can say what it leaves behind.
 *
 * <p>Who changes the meaning of an object makes a new one with {@link #changed}.
 *
 * @param dialect the protocol's name, as {@code openai-chat}; empty when the object was made by Junctor
 * @param path where it stood in the caller's or provider's JSON, as {@code messages[2].content[0]}; empty for the whole
 * @param json the object itself, shared with the tree it was read from and never changed
 * @param unread paths below it that say something whose meaning was not taken over, as {@code image_url.crop}
 */
public record Origin(String dialect, String path, ObjectNode json, List<String> unread) {
    /** Made by Junctor. */
    public static final Origin NONE =
            new Origin("", "", JsonNodeFactory.instance.objectNode(), List.of());

    public Origin {
        unread = List.copyOf(unread);
    }

    /** Only a place, for reports: the object had no form of its own there. */
    public static Origin at(String path) {
        return new Origin("", path, NONE.json, List.of());
    }

    /** For an object whose meaning was changed: it can only be written anew, and what was unread stays unread. */
    public Origin changed() {
        return new Origin("", path, NONE.json, unread);
    }

    /** Whether the object came in this protocol, so that {@link #json} can be written as it is. */
    public boolean isOf(String protocol) {
        return dialect.equals(protocol);
    }

    /** The path of something below this object. */
    public String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Prints no content: prompts stay out of logs. */
    @Override
    public String toString() {
        return dialect + ":" + path;
    }
}
