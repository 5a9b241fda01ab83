package dev.junctor.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.lab.kit.FleetDesk;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What all clients ask, and how it is told what became of it. */
final class Ask {
    static final String QUESTION = "What is the weather in Lisbon?";
    static final String BOTH = "Get the weather in Lisbon and the time in Lisbon";
    static final String WHO = "List the users";
    static final String WEATHER = "Get the weather in a city";
    static final String TIME = "Get the time in a city";
    static final String USERS = "List the users";
    static final String STOP = "simulated";
    static final String RESULT = "sunny at noon";

    /** One pixel as a PNG. */
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Ask() {}

    /** What a structured answer is read into. */
    public static final class Weather {
        public String city = "";
        public int degrees;
        public List<String> warnings = List.of();
    }

    /** A schema of texts by their names. */
    static Map<String, Map<String, String>> texts(List<String> fields) {
        Map<String, Map<String, String>> schema = new LinkedHashMap<>();
        fields.forEach(field -> schema.put(field, Map.of("type", "string")));
        return schema;
    }

    /** The simulator's name of a call's fault. */
    static String fault(Call call) {
        return switch (call) {
            case PROVIDER_GONE -> "cut_before_head";
            case BROKEN_STREAM -> "cut_mid_stream";
            case ERROR_IN_STREAM -> "error_event";
            default -> call.name().substring("PROVIDER_".length());
        };
    }

    /** A failure in words for the table. */
    static String failure(Throwable failure, int status, String type, List<String> retryAfter) {
        return "`%s` %d%s%s"
                .formatted(
                        failure.getClass().getSimpleName(),
                        status,
                        type.isEmpty() ? "" : " `" + type + "`",
                        retryAfter.isEmpty() ? "" : ", Retry-After");
    }

    /** Waits until the fleet has seen a caller go. */
    static String letGo(House house) {
        try {
            assertThat(FleetDesk.comesTrue(PATIENCE, () -> house.desk().count("cancelled") == 1))
                    .as("cancelled at the provider")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        house.desk().reset();
        return "let go";
    }

    /** How often the provider was asked. */
    static String attempts(House house) {
        JsonNode requests = house.desk().requests();
        house.desk().reset();
        long total = requests.path("total").asLong();
        return ", " + total + (total == 1 ? " attempt" : " attempts");
    }
}
