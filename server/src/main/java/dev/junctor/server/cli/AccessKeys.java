package dev.junctor.server.cli;

import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The keys that commands show to the gateway. */
record AccessKeys(Secret inference, Secret management) {
    private static final String API_KEY = "JUNCTOR_API_KEY";
    private static final String MANAGEMENT_KEY = "JUNCTOR_MANAGEMENT_KEY";

    /** Where a demo keeps its keys, in its data folder, readable by its owner only. */
    private static final String DEMO_FILE = "demo-keys.properties";

    /** Those of the environment; on this machine those of the demo in this folder where the environment has none. */
    static AccessKeys of(Environment environment, String url) {
        Properties demo = isThisMachine(url) ? demo(environment) : new Properties();
        return new AccessKeys(
                key(environment, API_KEY, demo.getProperty("inference", "")),
                key(environment, MANAGEMENT_KEY, demo.getProperty("management", "")));
    }

    /** The key for something; empty when there is none. */
    Secret of(Access access) {
        return switch (access) {
            case OPEN, INFERENCE -> inference;
            case MANAGEMENT -> management;
        };
    }

    /** What to do when the gateway does not know a key. */
    static String remedy(Access access) {
        return switch (access) {
            case OPEN, INFERENCE ->
                    "Set JUNCTOR_API_KEY to a key of this gateway; ./junctor keys create makes one.";
            case MANAGEMENT ->
                    "Set JUNCTOR_MANAGEMENT_KEY to a management key of this gateway; its first"
                            + " start shows one, junctor.yaml can declare others.";
        };
    }

    private static Secret key(Environment environment, String variable, String otherwise) {
        String named = environment.variable(variable).strip();
        return Secret.of(named.isEmpty() ? otherwise : named);
    }

    private static Properties demo(Environment environment) {
        String named = environment.variable("JUNCTOR_DATA");
        Path data =
                environment.directory().resolve(named.isEmpty() ? DemoCommand.USUAL_DATA : named);
        Properties keys = new Properties();
        try (Reader text = Files.newBufferedReader(data.resolve(DEMO_FILE))) {
            keys.load(text);
        } catch (IOException | IllegalArgumentException absentOrBroken) {
            keys.clear();
        }
        return keys;
    }

    /** A key that lies in a file is not sent to another machine. */
    private static boolean isThisMachine(String url) {
        String host = URI.create(url).getHost();
        if (host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
