package dev.junctor.server.telemetry;

import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A record as spans: one for the request and below it one for each attempt, with OpenTelemetry's {@code gen_ai}
 * attributes. A record has how long each attempt took but not when it began; they are laid one after the other.
 */
final class GenerationSpans {
    private static final String OPERATION = "chat";
    private static final AttributeKey<String> OPERATION_NAME =
            AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER =
            AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> REQUEST_MODEL =
            AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<String> RESPONSE_MODEL =
            AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> RESPONSE_ID =
            AttributeKey.stringKey("gen_ai.response.id");
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT_TOKENS =
            AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS =
            AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<Long> CACHED_TOKENS =
            AttributeKey.longKey("gen_ai.usage.cache_read.input_tokens");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> STATUS =
            AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> GENERATION =
            AttributeKey.stringKey("junctor.generation.id");
    private static final AttributeKey<String> COST = AttributeKey.stringKey("junctor.cost_usd");
    private static final AttributeKey<String> STRATEGY = AttributeKey.stringKey("junctor.strategy");

    private final Tracer tracer;

    GenerationSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    void write(GenerationRecord record) {
        long end = record.createdMillis() + record.durationMillis();
        Span span =
                tracer.spanBuilder(OPERATION + " " + record.requested())
                        .setSpanKind(SpanKind.SERVER)
                        .setNoParent()
                        .setStartTimestamp(record.createdMillis(), TimeUnit.MILLISECONDS)
                        .startSpan();
        if (span.isRecording()) {
            describe(span, record);
            writeAttempts(span, record, end);
        }
        span.end(end, TimeUnit.MILLISECONDS);
    }

    private static void describe(Span span, GenerationRecord record) {
        span.setAttribute(OPERATION_NAME, OPERATION);
        span.setAttribute(REQUEST_MODEL, record.requested());
        span.setAttribute(GENERATION, record.publicId());
        span.setAttribute(STRATEGY, record.strategy());
        span.setAttribute(STATUS, (long) record.status());
        if (!record.model().isEmpty()) {
            span.setAttribute(RESPONSE_MODEL, record.model());
            span.setAttribute(PROVIDER, record.providerTag());
            span.setAttribute(RESPONSE_ID, record.upstreamId());
            span.setAttribute(FINISH_REASONS, List.of(record.finishReason()));
            span.setAttribute(INPUT_TOKENS, record.usage().promptTokens());
            span.setAttribute(OUTPUT_TOKENS, record.usage().completionTokens());
            span.setAttribute(CACHED_TOKENS, record.usage().tokens(Bucket.CACHE_READ));
            span.setAttribute(COST, record.cost().toUsd());
        }
        if (record.outcome() == Outcome.FAILED) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR_TYPE, record.fault());
        }
    }

    private void writeAttempts(Span parent, GenerationRecord record, long end) {
        Context context = Context.root().with(parent);
        long begin = record.createdMillis();
        List<Attempt> attempts = record.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            boolean last = i == attempts.size() - 1;
            long until = last ? end : Math.min(end, begin + attempt.latencyMillis());
            Span span =
                    tracer.spanBuilder(OPERATION + " " + attempt.model())
                            .setParent(context)
                            .setSpanKind(SpanKind.CLIENT)
                            .setStartTimestamp(begin, TimeUnit.MILLISECONDS)
                            .startSpan();
            span.setAttribute(OPERATION_NAME, OPERATION);
            span.setAttribute(PROVIDER, attempt.provider());
            span.setAttribute(REQUEST_MODEL, attempt.model());
            span.setAttribute(STATUS, (long) attempt.status());
            if (!attempt.fault().isEmpty()) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(ERROR_TYPE, attempt.fault());
            }
            span.end(until, TimeUnit.MILLISECONDS);
            begin = until;
        }
    }
}
