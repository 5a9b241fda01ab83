package dev.junctor.core.dialect;

/**
 * What an answer says of itself, whatever the provider wrote there.
 *
 * @param id our generation id
 * @param model id of the model that answered
 * @param provider name of the provider that answered, for people
 */
public record Identity(String id, String model, String provider) {
    /** The second of the answer as our ids tell it, {@code gen-<unix seconds>-…}; 0 for an id of another form. */
    public long created() {
        String[] parts = id.split("-", 3);
        boolean dated = parts.length == 3 && parts[1].matches("[1-9]\\d{0,11}");
        return dated ? Long.parseLong(parts[1]) : 0;
    }
}
