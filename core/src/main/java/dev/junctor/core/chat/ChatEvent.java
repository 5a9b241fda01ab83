package dev.junctor.core.chat;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.usage.Usage;

/**
 * What happens while an answer streams. Order: one {@link Start}; then per choice parts that open, grow and end, then
 * its {@link Finish}; {@link Consumed} at any time, each replacing the one before; last {@link Done} or {@link Failed}.
 *
 * <p>Parts of one choice may overlap (OpenAI chat interleaves calls): who writes a protocol that forbids it waits.
 */
public sealed interface ChatEvent {
    /**
     * The answer begins. OpenAI chat: the first chunk. Responses: {@code response.created}. Anthropic: {@code
     * message_start}. Gemini: the first response.
     *
     * @param created second of the epoch; 0 when unknown
     */
    record Start(String id, String model, long created) implements ChatEvent {}

    /**
     * A part opens.
     *
     * @param choice index of the answer, from 0
     * @param part number of the part within the choice, from 0 in the order of opening
     * @param opening what is known at once: kind, a call's id and name, text that came with it; a part that comes whole
     *     (an image, a foreign part) is here entirely
     */
    record PartStart(int choice, int part, Part opening) implements ChatEvent {}

    /**
     * A part grows: text, refusal, a call's input, base64 of sound; a piece of reasoning.
     *
     * @param text what is added behind what was
     */
    record Delta(int choice, int part, String text) implements ChatEvent {
        /** Prints no content. */
        @Override
        public String toString() {
            return "Delta[" + choice + ", " + part + ", " + text.length() + " characters]";
        }
    }

    /** The next of a reasoning's texts begins (Responses: another summary part); growth goes to it from now on. */
    record NextText(int choice, int part) implements ChatEvent {}

    /** A part's state for the provider is known. Anthropic: {@code signature_delta}. Gemini: {@code thoughtSignature}. */
    record StateKnown(int choice, int part, Opaque opaque) implements ChatEvent {}

    /** A text part rests on a source. */
    record Cited(int choice, int part, Citation citation) implements ChatEvent {}

    /** A part is whole. */
    record PartEnd(int choice, int part) implements ChatEvent {}

    /** A choice has ended; no part of it follows. */
    record Finished(int choice, Ending ending) implements ChatEvent {}

    /**
     * What has been consumed up to now.
     *
     * @param serviceTier as the provider served; empty when it does not say
     */
    record Consumed(Usage usage, String serviceTier) implements ChatEvent {}

    /** The provider failed; nothing follows. */
    record Failed(Fault fault) implements ChatEvent {}

    /** The protocol's end came; nothing follows. */
    record Done() implements ChatEvent {}
}
