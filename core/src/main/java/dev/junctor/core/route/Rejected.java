package dev.junctor.core.route;

/**
 * An endpoint that may not answer, and why.
 *
 * @param provider tag of the endpoint
 * @param model id of the model
 * @param field of the request or the policy that took it out, as {@code provider.ignore}
 * @param reason for people, one clause
 */
public record Rejected(String provider, String model, String field, String reason) {}
