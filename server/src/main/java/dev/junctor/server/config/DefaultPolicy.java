package dev.junctor.server.config;

import java.util.List;

/**
 * What holds for every request, in addition to what the request itself asks.
 *
 * @param only providers that may answer; empty for all
 * @param ignore providers that may not answer
 */
public record DefaultPolicy(
        List<String> only,
        List<String> ignore,
        DataCollection dataCollection,
        ZeroRetention zeroRetention) {
    /** Everything is left to the caller. */
    public static final DefaultPolicy OPEN =
            new DefaultPolicy(
                    List.of(), List.of(), DataCollection.ALLOW, ZeroRetention.NOT_REQUIRED);

    public DefaultPolicy {
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
    }

    /** Whether providers may keep prompts or train on them. */
    public enum DataCollection {
        ALLOW,
        DENY
    }

    /** Whether only endpoints with zero data retention may answer. */
    public enum ZeroRetention {
        REQUIRED,
        NOT_REQUIRED
    }
}
