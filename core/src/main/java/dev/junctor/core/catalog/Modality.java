package dev.junctor.core.catalog;

/** What goes in or comes out. */
public enum Modality {
    TEXT("text"),
    IMAGE("image"),
    AUDIO("audio"),
    VIDEO("video"),
    FILE("pdf");

    private final String key;

    Modality(String key) {
        this.key = key;
    }

    /** Its name in the catalog's files. */
    public String key() {
        return key;
    }

    /** Its name in OpenRouter's API, which says {@code file} where the catalog says {@code pdf}. */
    public String apiName() {
        return this == FILE ? "file" : key;
    }
}
