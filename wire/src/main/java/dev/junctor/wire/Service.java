package dev.junctor.wire;

/** Answers requests; one instance for each event loop, called on it. */
public interface Service {
    /**
     * Takes a whole request; the answer may be given at once or later, on the same loop. When it throws before it has
     * answered, the answer is a refusal with 500.
     */
    void serve(Request request, Caller caller);

    /**
     * What is sent when a request is refused before it is served.
     *
     * @param status 400, 408, 413, 417, 431, 500, 501 or 503
     * @param message for people: what is wrong and what to do
     * @return a body of the content type {@code application/json}
     */
    byte[] refusal(int status, String message, String target);
}
