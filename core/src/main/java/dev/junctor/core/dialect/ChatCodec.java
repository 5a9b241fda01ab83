package dev.junctor.core.dialect;

import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.fault.Fault;
import java.util.function.UnaryOperator;

/**
 * Translates between one protocol and the canonical conversation; a crossing of two protocols is two codecs. Pure
 * functions without state; nothing throws, whatever the bytes are.
 *
 * <p>Laws, for each codec: what is decoded and encoded in the same protocol is the same JSON; what is encoded from the
 * meaning alone differs from it by the reported losses only; an answer in events means what the whole answer means.
 */
public interface ChatCodec {
    /** The protocol's name in catalog and configuration, as {@code openai-chat}; that of {@link Dialect#name}. */
    String name();

    /** What a caller asks; a fault names the field that is wrong. */
    Decoded<Conversation> decodeRequest(Incoming incoming);

    /** The request for a provider; a fault names the caller's field that it cannot take. */
    Encoded encodeRequest(Conversation conversation, Target target);

    /** What a provider's whole answer of status 200 means; a fault when it tells of an error or is no answer. */
    Decoded<Completion> decodeAnswer(byte[] body, int length, Sent sent);

    /** The answer for a caller. */
    Encoded encodeAnswer(Completion completion, Reply reply);

    /** Reads a provider's stream. */
    StreamDecoder streamDecoder(Sent sent);

    /** Writes a stream for a caller. */
    StreamEncoder streamEncoder(Reply reply);

    /**
     * What a provider's refusal means.
     *
     * @param status its HTTP status, never 2xx
     * @param headers from a lower-case header name to its value; empty when absent
     * @param body holds its body from 0 to {@code length}; JSON, HTML or nothing
     */
    Fault decodeError(int status, UnaryOperator<String> headers, byte[] body, int length);

    /** A failure before the first byte, for a caller: some protocols have statuses of their own. */
    ErrorAnswer encodeError(Fault fault);
}
