package dev.junctor.server.http;

/** Answers one kind of request on a virtual thread, where blocking is fine. */
@FunctionalInterface
public interface ApiHandler {
    /** The answer; a {@link Refused} becomes an error in the caller's dialect. */
    ApiAnswer answer(ApiRequest request);
}
