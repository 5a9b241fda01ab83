package dev.junctor.core.catalog;

/** Whether it is known what an endpoint charges. */
public sealed interface Pricing {
    /** It is known, or an operator vouches for it. */
    record Known(Price price, Basis basis) implements Pricing {}

    /** Nobody knows; the endpoint is not routable. A zero in public data means this, not free. */
    record Unknown() implements Pricing {}

    /** Where a known price comes from. */
    enum Basis {
        /** The catalog's data. */
        CATALOG,
        /** The operator's configuration. */
        OPERATOR,
        /** The operator's ceiling for what is not known. */
        CEILING
    }
}
