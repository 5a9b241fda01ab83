package dev.junctor.server.cli;

/**
 * How to start the simulated providers alone.
 *
 * @param port where they listen, on the loopback address; 0 for any free one
 * @param speed how many times faster than real providers they answer; above 0
 * @param seed the same seed gives the same answers
 * @param output how readiness is told
 */
public record SimulatorOptions(int port, double speed, long seed, Output output) {}
