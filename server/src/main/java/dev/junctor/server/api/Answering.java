package dev.junctor.server.api;

import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;

/** Answers one kind of request of somebody who passed the gate. */
@FunctionalInterface
interface Answering {
    /** The answer; throws {@link dev.junctor.server.http.Refused} where there is none. */
    ApiAnswer answer(ApiRequest request, Visitor visitor);
}
