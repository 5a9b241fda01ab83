package dev.junctor.engine.dispatch;

import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.port.UpstreamClient;

/** What a broken connection means. */
final class Transport {
    private Transport() {}

    static Fault fault(UpstreamClient.Failure failure, String provider) {
        String what = failure.detail().isEmpty() ? "" : " (" + failure.detail() + ")";
        return switch (failure.cause()) {
            case NAME ->
                    unavailable(
                            Blame.PROVIDER,
                            provider + "'s host name was not found" + what + ". Check base_url.");
            case CONNECT ->
                    unavailable(
                            Blame.PROVIDER, provider + " does not accept connections" + what + ".");
            case CONNECT_TIMEOUT ->
                    Fault.silent(
                            FaultKind.TIMEOUT,
                            Blame.PROVIDER,
                            "Connecting to " + provider + " took too long" + what + ".");
            case BUSY ->
                    Fault.silent(
                            FaultKind.OVERLOADED,
                            Blame.GATEWAY,
                            "All connections to "
                                    + provider
                                    + " are busy"
                                    + what
                                    + ". Try again soon.");
            case TLS ->
                    unavailable(
                            Blame.PROVIDER,
                            "The TLS handshake with " + provider + " failed" + what + ".");
            case CLOSED ->
                    unavailable(
                            Blame.ENDPOINT,
                            provider + " closed the connection before it answered" + what + ".");
            case CUT ->
                    unavailable(
                            Blame.ENDPOINT,
                            provider
                                    + " cut the connection in the middle of its answer"
                                    + what
                                    + ".");
            case MALFORMED ->
                    unavailable(
                            Blame.ENDPOINT,
                            provider + " sent something that is not HTTP" + what + ".");
        };
    }

    private static Fault unavailable(Blame blame, String message) {
        return Fault.silent(FaultKind.PROVIDER_UNAVAILABLE, blame, message);
    }
}
