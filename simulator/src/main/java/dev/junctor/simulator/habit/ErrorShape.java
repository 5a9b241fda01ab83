package dev.junctor.simulator.habit;

/** The forms in which providers write an error; each is told apart by its fields. */
public enum ErrorShape {
    /** {@code {error: {message, type, param, code}}}. */
    NESTED,
    /** {@code {error: {code: 404, message, type}}}, with the status as the code. */
    NUMBERED,
    /** {@code {error: {code: 404, message, metadata}, user_id}}. */
    METADATA,
    /** {@code {error: {code: "404", message}}}. */
    CODED,
    /** {@code {object: "error", message, type, param, code, raw_status_code}}; 401 and 422 are {@code {detail}}. */
    FLAT,
    /** {@code {code: "in words", error: "in words"}}. */
    WORDS,
    /** {@code {error: "in words"}}. */
    TEXT,
    /** {@code {detail: "in words"}}. */
    DETAIL,
    /** {@code {error: {code: 404, message, status: "NOT_FOUND"}}}. */
    STATUS,
    /** The same in a list of one. */
    STATUS_LIST,
    /** {@code {id, message}}. */
    MESSAGE,
    /** {@code {type: "error", error: {type, message}, request_id}}. */
    TYPED
}
