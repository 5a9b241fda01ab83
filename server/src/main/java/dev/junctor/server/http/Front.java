package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.ErrorAnswer;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.Ask;
import dev.junctor.engine.Pipeline;
import dev.junctor.server.store.StoreException;
import dev.junctor.wire.Caller;
import dev.junctor.wire.Request;
import dev.junctor.wire.Service;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands behind the listener on one event loop: models on the loop, all else on virtual threads. */
public final class Front implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final String JSON = "application/json";
    private static final Map<Integer, FaultKind> WIRE_KINDS =
            Map.of(
                    408, FaultKind.REQUEST_TIMEOUT,
                    413, FaultKind.PAYLOAD_TOO_LARGE,
                    417, FaultKind.EXPECTATION_FAILED,
                    431, FaultKind.HEADERS_TOO_LARGE,
                    500, FaultKind.INTERNAL,
                    501, FaultKind.NOT_IMPLEMENTED,
                    503, FaultKind.OVERLOADED);

    private static final Fault NO_STORE =
            Fault.gateway(
                            FaultKind.OVERLOADED,
                            "The store cannot be reached at the moment; nothing was changed that"
                                    + " this answer would tell. Try again soon.")
                    .retryAfter(1);

    private final Doors doors;
    private final Pipeline pipeline;
    private final ErrorDialect errors;
    private final Executor blocking;

    /**
     * @param pipeline of the same event loop
     * @param dialects in which errors are told
     * @param blocking runs what may block
     */
    public Front(Doors doors, Pipeline pipeline, Dialects dialects, Executor blocking) {
        this.doors = doors;
        this.pipeline = pipeline;
        this.errors = new ErrorDialect(dialects);
        this.blocking = blocking;
    }

    @Override
    public void serve(Request request, Caller caller) {
        switch (doors.find(request.method(), request.path())) {
            case Doors.Found.Open open -> open(request, caller, open);
            case Doors.Found.OtherMethod other -> {
                request.body().release();
                String allowed = String.join(", ", other.allowed());
                refuse(
                        request,
                        caller,
                        Fault.caller(
                                FaultKind.METHOD_NOT_ALLOWED,
                                "",
                                request.path() + " is served with " + allowed + " only."),
                        "Allow",
                        allowed);
            }
            case Doors.Found.Nowhere nowhere -> {
                request.body().release();
                refuse(
                        request,
                        caller,
                        Fault.caller(
                                FaultKind.NOT_FOUND,
                                "",
                                "Nothing is served at this path. /openapi.json lists what is."));
            }
        }
    }

    private void open(Request request, Caller caller, Doors.Found.Open open) {
        switch (open.target()) {
            case Target.Inference inference -> {
                if (!saysJson(request)) {
                    request.body().release();
                    refuse(
                            request,
                            caller,
                            Fault.caller(
                                    FaultKind.UNSUPPORTED_MEDIA_TYPE,
                                    "",
                                    "The body must be JSON: send the header Content-Type:"
                                            + " application/json."));
                    return;
                }
                pipeline.serve(
                        new Ask(
                                inference.dialect(),
                                line(inference.line(), open.parts()),
                                new CallerHeaders(request)::value,
                                new NettyChunk(request.body())),
                        new WireCaller(caller));
            }
            case Target.Api api -> {
                byte[] body = ByteBufUtil.getBytes(request.body());
                request.body().release();
                ApiRequest asked =
                        new ApiRequest(
                                request.method(),
                                request.path(),
                                open.parts(),
                                Doors.query(request.query()),
                                request.headers(),
                                body,
                                request.peer());
                caller.watch(() -> {}, () -> {});
                onAnotherThread(request, api.handler(), asked, caller);
            }
        }
    }

    /** In some protocols the path names the model. */
    private static RequestLine line(RequestLine line, Map<String, String> parts) {
        return parts.isEmpty()
                ? line
                : new RequestLine(
                        line.operation(), parts.getOrDefault("model", ""), line.delivery());
    }

    private void onAnotherThread(
            Request request, ApiHandler handler, ApiRequest asked, Caller caller) {
        try {
            blocking.execute(() -> {
                ApiAnswer answer = answered(asked, () -> handler.answer(asked));
                send(asked, caller, answer);
            });
        } catch (RejectedExecutionException closing) {
            refuse(
                    request,
                    caller,
                    Fault.gateway(
                            FaultKind.OVERLOADED, "Junctor is shutting down. Try again soon."));
        }
    }

    private ApiAnswer answered(ApiRequest asked, Supplier<ApiAnswer> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            return ApiErrors.answer(errors.of(asked.path()), refused.fault());
        } catch (StoreException away) {
            LOG.warn("{} {}: {}", asked.method(), asked.path(), away.getMessage());
            return ApiErrors.answer(errors.of(asked.path()), NO_STORE);
        } catch (RuntimeException defect) {
            LOG.error("{} {} failed", asked.method(), asked.path(), defect);
            return ApiErrors.answer(
                    errors.of(asked.path()),
                    Fault.gateway(
                            FaultKind.INTERNAL,
                            "Junctor failed to answer this; its log tells more. Try again."));
        }
    }

    private void send(ApiRequest asked, Caller caller, ApiAnswer answer) {
        List<String> all = new ArrayList<>(List.of("Content-Type", answer.contentType()));
        all.addAll(answer.fields());
        String[] fields = all.toArray(String[]::new);
        switch (answer.body()) {
            case ApiBody.Whole(byte[] bytes) ->
                    caller.loop()
                            .execute(() ->
                                    caller.answer(
                                            answer.status(),
                                            Unpooled.wrappedBuffer(bytes),
                                            fields));
            case ApiBody.Written(ApiBody.Writing writing) ->
                    write(
                            asked,
                            caller,
                            writing,
                            new CallerOutput(caller, answer.status(), fields));
        }
    }

    private void write(ApiRequest asked, Caller caller, ApiBody.Writing writing, CallerOutput out) {
        try {
            writing.to(out);
            out.end();
        } catch (IOException gone) {
            LOG.debug("{} {} ended early: {}", asked.method(), asked.path(), gone.getMessage());
            out.abort();
        } catch (RuntimeException failed) {
            ApiAnswer error =
                    answered(
                            asked,
                            () -> {
                                throw failed;
                            });
            if (out.hasBegun()) {
                out.abort();
            } else {
                send(asked, caller, error);
            }
        }
    }

    private void refuse(Request request, Caller caller, Fault fault, String... more) {
        ErrorAnswer answer = errors.of(request.path()).error(fault, "", "");
        List<String> fields = new ArrayList<>(List.of("Content-Type", JSON));
        fields.addAll(List.of(more));
        caller.answer(
                answer.status(),
                Unpooled.wrappedBuffer(answer.body()),
                fields.toArray(String[]::new));
    }

    /** {@code curl -d} without a header sends a form: it is told so, rather than guessed at. */
    private static boolean saysJson(Request request) {
        String type = request.headers().value("content-type").toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.startsWith(JSON) || type.contains("+json");
    }

    @Override
    public byte[] refusal(int status, String message, String target) {
        FaultKind kind = WIRE_KINDS.getOrDefault(status, FaultKind.INVALID_REQUEST);
        boolean ours = kind == FaultKind.INTERNAL || kind == FaultKind.OVERLOADED;
        Fault fault = ours ? Fault.gateway(kind, message) : Fault.caller(kind, "", message);
        return errors.of(target)
                .error(kind == FaultKind.OVERLOADED ? fault.retryAfter(1) : fault, "", "")
                .body();
    }
}
