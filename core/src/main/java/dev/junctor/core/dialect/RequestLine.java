package dev.junctor.core.dialect;

/**
 * What the path of a request says, before its body is read.
 *
 * @param model the model, in protocols that name it in the path; empty elsewhere
 * @param delivery how the answer is wanted, in protocols that say it in the path; elsewhere the body says it
 */
public record RequestLine(Operation operation, String model, Delivery delivery) {
    /** A path that says only what is asked. */
    public static RequestLine of(Operation operation) {
        return new RequestLine(operation, "", Delivery.UNARY);
    }
}
