package dev.junctor.simulator.ask;

import static dev.junctor.simulator.ask.Checks.firstOf;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Types and ranges of the parameters. */
final class ShapeChecks {
    private static final int MOST_CHOICES = 128;
    private static final int MOST_STOPS = 16;

    private ShapeChecks() {}

    static Optional<Complaint> first(Ask ask) {
        JsonNode body = ask.body();
        return firstOf(
                range(body, "temperature", 0, 2),
                range(body, "top_p", 0, 1),
                range(body, "frequency_penalty", -2, 2),
                range(body, "presence_penalty", -2, 2),
                whole(body, "n", 1, MOST_CHOICES),
                whole(body, "max_tokens", 1, Integer.MAX_VALUE),
                whole(body, "max_completion_tokens", 1, Integer.MAX_VALUE),
                whole(body, "top_logprobs", 0, 20),
                whole(body, "seed", Long.MIN_VALUE, Long.MAX_VALUE),
                flag(body, "stream"),
                flag(body, "parallel_tool_calls"),
                logprobs(ask),
                both(body),
                stop(body),
                streamOptions(body),
                format(body));
    }

    private static Optional<Complaint> range(JsonNode body, String name, double from, double to) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isNumber()) {
            return Optional.of(Complaint.type(name, "a decimal"));
        }
        double number = value.asDouble();
        return number >= from && number <= to
                ? Optional.empty()
                : Optional.of(
                        Complaint.value(name, "a number from " + (int) from + " to " + (int) to));
    }

    private static Optional<Complaint> whole(JsonNode body, String name, long from, long to) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            return Optional.of(Complaint.type(name, "an integer"));
        }
        long number = value.asLong();
        if (number >= from && number <= to) {
            return Optional.empty();
        }
        String expected = to == Integer.MAX_VALUE ? "at least " + from : from + " to " + to;
        return Optional.of(Complaint.value(name, "an integer, " + expected));
    }

    private static Optional<Complaint> flag(JsonNode body, String name) {
        JsonNode value = body.path(name);
        return value.isMissingNode() || value.isNull() || value.isBoolean()
                ? Optional.empty()
                : Optional.of(Complaint.type(name, "a boolean"));
    }

    private static Optional<Complaint> logprobs(Ask ask) {
        if (ask.form() == Ask.Form.TEXT) {
            return whole(ask.body(), "logprobs", 0, 20);
        }
        JsonNode body = ask.body();
        if (body.path("top_logprobs").isNumber() && !body.path("logprobs").asBoolean(false)) {
            return Optional.of(
                    Complaint.invalid(
                            "top_logprobs",
                            "invalid_value",
                            "'top_logprobs' is only allowed when 'logprobs' is enabled."));
        }
        return flag(body, "logprobs");
    }

    private static Optional<Complaint> both(JsonNode body) {
        return body.path("max_tokens").isNumber() && body.path("max_completion_tokens").isNumber()
                ? Optional.of(
                        Complaint.invalid(
                                "max_tokens",
                                "invalid_parameter_combination",
                                "Setting 'max_tokens' and 'max_completion_tokens' at the same time"
                                        + " is not supported."))
                : Optional.empty();
    }

    private static Optional<Complaint> stop(JsonNode body) {
        JsonNode stop = body.path("stop");
        if (stop.isMissingNode() || stop.isNull() || stop.isString()) {
            return Optional.empty();
        }
        if (!stop.isArray()) {
            return Optional.of(Complaint.type("stop", "a string or an array of strings"));
        }
        if (stop.size() > MOST_STOPS) {
            return Optional.of(Complaint.value("stop", "at most " + MOST_STOPS + " sequences"));
        }
        for (JsonNode each : stop) {
            if (!each.isString()) {
                return Optional.of(Complaint.type("stop", "an array of strings"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Complaint> streamOptions(JsonNode body) {
        return body.path("stream_options").isObject() && !body.path("stream").asBoolean(false)
                ? Optional.of(
                        Complaint.invalid(
                                "stream_options",
                                "",
                                "The 'stream_options' parameter is only allowed when 'stream' is"
                                        + " enabled."))
                : Optional.empty();
    }

    private static Optional<Complaint> format(JsonNode body) {
        JsonNode format = body.path("response_format");
        if (format.isMissingNode() || format.isNull()) {
            return Optional.empty();
        }
        return switch (format.path("type").asString("")) {
            case "text", "json_object" -> Optional.empty();
            case "json_schema" ->
                    format.path("json_schema").path("schema").isObject()
                            ? Optional.empty()
                            : Optional.of(
                                    Complaint.invalid(
                                            "response_format.json_schema",
                                            "missing_required_parameter",
                                            "Missing required parameter:"
                                                    + " 'response_format.json_schema.schema'."));
            default ->
                    Optional.of(
                            Complaint.value(
                                    "response_format.type", "text, json_object or json_schema"));
        };
    }
}
