package dev.junctor.simulator.fault;

import dev.junctor.simulator.ask.Complaint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What can be made to go wrong. */
public sealed interface Disturbance {
    /** What is done instead of an answer, so that none need be thought of. */
    sealed interface Instead extends Disturbance {}

    /** What happens to an answer. */
    sealed interface Within extends Disturbance {}

    /** An error of the provider's own form, instead of an answer. */
    record Refusal(Complaint complaint) implements Instead {}

    /** A page of HTML with this status, as proxies in front of providers send it. */
    record HtmlPage(int status) implements Instead {}

    /** An answer with this status and no body. */
    record EmptyBody(int status) implements Instead {}

    /** Status 200 with an error as the body. */
    record ErrorInside() implements Instead {}

    /** The connection is cut before anything is answered. */
    record CutBeforeHead() implements Instead {}

    /** No answer at all, and no end. */
    record Hang() implements Instead {}

    /** The connection is cut after the head. */
    record CutAfterHead() implements Within {}

    /** The connection is cut in the middle. */
    record CutMidStream() implements Within {}

    /** The answer as it should be, but late. */
    record SlowFirstByte() implements Within {}

    /** The head at once, then nothing for a while, then the rest. */
    record SlowAfterHead() implements Within {}

    /** Silence in the middle: for a while, or for ever. */
    record Stall() implements Within {}

    /** A pause before each token. */
    record SlowTokens() implements Within {}

    /** An error in the middle of a stream that has begun; then the stream ends. */
    record ErrorEvent() implements Within {}

    /** Bytes that are neither UTF-8 nor JSON nor an event. */
    record Garbage() implements Within {}

    /** JSON that breaks off, with an orderly end of the body. */
    record BrokenJson() implements Within {}

    /** No usage although it was asked for. */
    record NoUsage() implements Within {}

    /** Usage with numbers that cannot be. */
    record WrongUsage() implements Within {}

    /** Each byte in a packet of its own. */
    record OneBytePackets() implements Within {}

    /** One event, or one answer, of several megabytes. */
    record HugeChunk() implements Within {}

    /** The whole answer in one write. */
    record Burst() implements Within {}

    /** A stream without its {@code [DONE]}. */
    record NoDone() implements Within {}

    /** Lines that end with CR LF. */
    record CrLf() implements Within {}

    /** Comments that keep the stream alive while one waits for the first token. */
    record Comments() implements Within {}

    /** The faults that have names rather than numbers, for requests and for the control API. */
    Map<String, Supplier<Disturbance>> NAMED =
            Map.ofEntries(
                    Map.entry("empty", () -> new EmptyBody(200)),
                    Map.entry("error_in_200", ErrorInside::new),
                    Map.entry("cut_before_head", CutBeforeHead::new),
                    Map.entry("cut_after_head", CutAfterHead::new),
                    Map.entry("cut_mid_stream", CutMidStream::new),
                    Map.entry("slow_first_byte", SlowFirstByte::new),
                    Map.entry("slow_after_head", SlowAfterHead::new),
                    Map.entry("hang", Hang::new),
                    Map.entry("stall", Stall::new),
                    Map.entry("slow_tokens", SlowTokens::new),
                    Map.entry("error_event", ErrorEvent::new),
                    Map.entry("garbage", Garbage::new),
                    Map.entry("broken_json", BrokenJson::new),
                    Map.entry("missing_usage", NoUsage::new),
                    Map.entry("wrong_usage", WrongUsage::new),
                    Map.entry("one_byte_packets", OneBytePackets::new),
                    Map.entry("huge_chunk", HugeChunk::new),
                    Map.entry("burst", Burst::new),
                    Map.entry("missing_done", NoDone::new),
                    Map.entry("crlf", CrLf::new),
                    Map.entry("comments", Comments::new));

    /** All names of faults, statuses and HTML pages included, in alphabetical order. */
    static List<String> names() {
        return Stream.of(
                        NAMED.keySet().stream(),
                        Complaints.names().stream(),
                        Complaints.statuses().stream().map(String::valueOf),
                        Complaints.pages().stream().map(status -> "html_" + status))
                .flatMap(each -> each)
                .sorted()
                .toList();
    }

    /** The fault of a name as {@code 429}, {@code html_502} or {@code stall}. */
    static Optional<Disturbance> named(String name) {
        Supplier<Disturbance> known = NAMED.get(name);
        if (known != null) {
            return Optional.of(known.get());
        }
        String page = name.startsWith("html_") ? name.substring("html_".length()) : "";
        if (page.matches("\\d{3}") && Complaints.pages().contains(Integer.valueOf(page))) {
            return Optional.of(new HtmlPage(Integer.parseInt(page)));
        }
        return Complaints.named(name).map(Refusal::new);
    }
}
