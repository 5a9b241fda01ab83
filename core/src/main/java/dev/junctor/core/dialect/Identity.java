package dev.junctor.core.dialect;

/**
 * What an answer says of itself, whatever the provider wrote there.
 *
 * @param id our generation id
 * @param model id of the model that answered
 * @param provider name of the provider that answered, for people
 */
public record Identity(String id, String model, String provider) {}
