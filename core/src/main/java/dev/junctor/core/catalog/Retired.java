package dev.junctor.core.catalog;

/**
 * An id that a provider no longer serves.
 *
 * @param provider the provider's slug
 * @param id what the provider called the model
 * @param model id of the model; empty when the catalog does not know it
 * @param on ISO date on which it was shut down; empty for unknown
 * @param replacement what the provider names as successor; empty when it names none
 */
public record Retired(String provider, String id, String model, String on, String replacement) {}
