package dev.junctor.server.config;

/** Whether others may reach Junctor without TLS. */
public enum Exposure {
    /** Without TLS it listens on this machine only. */
    PRIVATE,
    /** The operator says that something in front of it encrypts, or that nobody listens in. */
    PUBLIC
}
