package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import dev.junctor.server.http.ShownKey;
import java.net.InetAddress;
import java.util.function.LongSupplier;

/** Lets through who may pass; the same judgement of keys as before a model. */
final class Gate {
    private final KeyRing keys;
    private final LongSupplier epochMillis;

    Gate(KeyRing keys, LongSupplier epochMillis) {
        this.keys = keys;
        this.epochMillis = epochMillis;
    }

    /**
     * Who asks.
     *
     * @throws Refused when the door is not open to them
     */
    Visitor admit(ApiRequest request, Access access) {
        return switch (access) {
            case ANYBODY -> new Visitor.Nobody();
            case ANYBODY_KNOWN ->
                    switch (recognise(request)) {
                        case Admission.Verdict.Admitted(ApiKey key) -> holder(key);
                        case Admission.Verdict.Denied denied -> new Visitor.Nobody();
                    };
            case LOCAL ->
                    isLocal(request)
                            ? new Visitor.Nobody()
                            : passed(judge(request, ApiKey.Kind.MANAGEMENT));
            case ANY_KEY -> passed(recognise(request));
            case INFERENCE -> passed(judge(request, ApiKey.Kind.INFERENCE));
            case MANAGEMENT -> passed(judge(request, ApiKey.Kind.MANAGEMENT));
        };
    }

    /** A proxy on this machine says for whom it asks; then nobody is local. */
    private static boolean isLocal(ApiRequest request) {
        InetAddress address = request.peer().getAddress();
        return address != null
                && address.isLoopbackAddress()
                && request.headers().value("x-forwarded-for").isEmpty()
                && request.headers().value("forwarded").isEmpty();
    }

    private Admission.Verdict recognise(ApiRequest request) {
        return new Admission(keys)
                .recognise(
                        request.headers().value("authorization"),
                        ShownKey.of(request),
                        epochMillis.getAsLong());
    }

    private Admission.Verdict judge(ApiRequest request, ApiKey.Kind kind) {
        return new Admission(keys)
                .admit(
                        request.headers().value("authorization"),
                        ShownKey.of(request),
                        kind,
                        epochMillis.getAsLong());
    }

    private Visitor passed(Admission.Verdict verdict) {
        return switch (verdict) {
            case Admission.Verdict.Admitted(ApiKey key) -> holder(key);
            case Admission.Verdict.Denied(Fault fault) -> throw new Refused(fault);
        };
    }

    private Visitor holder(ApiKey key) {
        return keys.find(key.id())
                .map(Visitor.Holder::new)
                .orElseThrow(() ->
                        new Refused(
                                Fault.caller(
                                        FaultKind.AUTHENTICATION,
                                        "",
                                        "This API key was deleted. Ask for a new one.")));
    }
}
