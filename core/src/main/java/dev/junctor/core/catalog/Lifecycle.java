package dev.junctor.core.catalog;

/**
 * Where an endpoint or model is in its life.
 *
 * @param shutdownOn ISO date; empty when none is announced
 * @param replacement the model that the author names as successor; empty when none is named
 */
public record Lifecycle(Status status, String shutdownOn, String replacement) {
    /** In service, no end announced. */
    public static final Lifecycle ACTIVE = new Lifecycle(Status.ACTIVE, "", "");
}
