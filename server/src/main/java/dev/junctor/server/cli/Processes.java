package dev.junctor.server.cli;

import dev.junctor.server.config.Config;
import java.util.Map;

/** What the command line starts and does not know the inside of; each returns when the process has ended. */
public interface Processes {
    /**
     * Gateway and simulated providers in one process, until it is told to stop.
     *
     * @return the exit code
     */
    int demo(DemoOptions options, Console console);

    /**
     * The gateway with real providers, until it is told to stop.
     *
     * @return the exit code
     */
    int serve(ServeOptions options, Console console);

    /**
     * The simulated providers alone, until they are told to stop.
     *
     * @return the exit code
     */
    int simulator(SimulatorOptions options, Console console);

    /**
     * What {@link #serve} would have to offer; nothing is started and nobody is asked.
     *
     * @param variables the environment's
     */
    Stock stock(Config config, Map<String, String> variables);
}
