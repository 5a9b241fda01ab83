package dev.junctor.server.cli;

import java.nio.file.Path;

/**
 * How to start the demo; it listens on the loopback address only.
 *
 * @param port of the gateway; 0 for any free one
 * @param data folder that keeps keys and records, absolute
 * @param output how readiness is told: for people, or as one line of JSON
 * @param speed how many times faster than real providers the simulated ones answer; above 0
 */
public record DemoOptions(int port, Path data, Output output, double speed) {}
