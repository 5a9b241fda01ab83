package dev.junctor.server.cli;

import dev.junctor.server.config.ConfigResult;
import java.util.HashMap;
import java.util.Map;

/**
 * How to start the gateway with real providers.
 *
 * @param config where its settings are
 * @param listen {@code HOST:PORT} in place of what the settings say; empty to keep that
 * @param data folder in place of what the settings say; empty to keep that
 */
public record ServeOptions(ConfigFile config, String listen, String data) {
    /** The settings, with the options in place of what the file and the environment say. */
    public ConfigResult read(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        if (!listen.isEmpty()) {
            all.put("JUNCTOR_LISTEN", listen);
        }
        if (!data.isEmpty()) {
            all.put("JUNCTOR_DATA", data);
        }
        return config.read(all);
    }
}
