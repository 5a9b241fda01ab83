package dev.junctor.server.telemetry;

/** How log lines look. */
public enum LogFormat {
    /** One JSON object a line, for machines. */
    JSON,
    /** For people. */
    TEXT
}
