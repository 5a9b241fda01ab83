package dev.junctor.server.telemetry;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.secret.Secret;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends traces by OTLP over HTTP. They are made from records by a thread of their own, in batches, so an event loop only
 * puts a reference into a queue. This class is loaded only when traces are wanted: OpenTelemetry costs time at the start.
 */
public final class OtlpTraces implements TraceSink {
    private static final int CAPACITY = 8_192;
    private static final long CLOSE_SECONDS = 3;

    private final BlockingQueue<GenerationRecord> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final SdkTracerProvider provider;
    private final GenerationSpans spans;
    private final Thread thread;
    private volatile boolean closing;

    private OtlpTraces(SdkTracerProvider provider) {
        this.provider = provider;
        this.spans = new GenerationSpans(provider.get("dev.junctor"));
        this.thread = Thread.ofPlatform().name("traces").daemon().unstarted(this::run);
    }

    /**
     * Starts to send.
     *
     * @param endpoint base URL of the receiver, without {@code /v1/traces}
     * @param headers sent with each export
     * @param ratio share of requests that are traced, 0 to 1
     */
    public static TraceSink open(String endpoint, Map<String, Secret> headers, double ratio) {
        OtlpHttpSpanExporterBuilder exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces");
        headers.forEach((name, value) -> exporter.addHeader(name, value.reveal()));
        SdkTracerProvider provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.getDefault()
                                        .merge(
                                                Resource.create(
                                                        Attributes.builder()
                                                                .put("service.name", "junctor")
                                                                .build())))
                        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
                        .build();
        OtlpTraces traces = new OtlpTraces(provider);
        traces.thread.start();
        return traces;
    }

    @Override
    public void record(GenerationRecord record) {
        if (!queue.offer(record)) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                GenerationRecord record = queue.poll(100, TimeUnit.MILLISECONDS);
                if (record != null) {
                    spans.write(record);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }
}
