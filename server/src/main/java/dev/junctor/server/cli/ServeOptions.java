package dev.junctor.server.cli;

/**
 * How to start the gateway with real providers.
 *
 * @param config where its settings are
 * @param listen {@code HOST:PORT} in place of what the settings say; empty to keep that
 * @param data folder in place of what the settings say; empty to keep that
 */
public record ServeOptions(ConfigFile config, String listen, String data) {}
