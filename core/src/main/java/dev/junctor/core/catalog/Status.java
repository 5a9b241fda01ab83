package dev.junctor.core.catalog;

/** Where a model or endpoint is in its life. */
public enum Status {
    ACTIVE,
    PREVIEW,
    DEPRECATED,
    /** One source lists it and no other confirms it: not offered by default. */
    UNVERIFIED,
    RETIRED
}
