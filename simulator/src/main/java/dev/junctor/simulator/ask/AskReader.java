package dev.junctor.simulator.ask;

import dev.junctor.core.catalog.Endpoint;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bytes of a request. */
public final class AskReader {
    private AskReader() {}

    /** What came of reading. */
    public sealed interface Outcome {
        /** It was read. */
        record Good(Ask ask) implements Outcome {}

        /** It cannot be read, or names no model of this provider. */
        record Bad(Complaint complaint) implements Outcome {}
    }

    /**
     * Reads a body.
     *
     * @param models the endpoints of the provider that is asked, by its own ids
     */
    public static Outcome read(byte[] bytes, Ask.Form form, Map<String, Endpoint> models) {
        JsonNode body;
        try {
            body = JsonMapper.shared().readTree(bytes);
        } catch (JacksonException notJson) {
            return bad(
                    Complaint.invalid(
                            "",
                            "",
                            "We could not parse the JSON body of your request. (HINT: this likely"
                                    + " means you aren't using your HTTP library correctly.)"));
        }
        if (!body.isObject()) {
            return bad(Complaint.invalid("", "", "The body of the request must be a JSON object."));
        }
        JsonNode model = body.path("model");
        if (model.isMissingNode() || model.isNull()) {
            return bad(Complaint.invalid("model", "", "you must provide a model parameter"));
        }
        if (!model.isString()) {
            return bad(Complaint.type("model", "a string"));
        }
        Endpoint endpoint = models.get(model.stringValue());
        return endpoint == null
                ? bad(unknown(model.stringValue()))
                : new Outcome.Good(new Ask(endpoint, form, body));
    }

    /** A model that this provider does not have. */
    public static Complaint unknown(String model) {
        return new Complaint(
                404,
                "invalid_request_error",
                "model_not_found",
                "The model `" + model + "` does not exist or you do not have access to it.",
                "model");
    }

    private static Outcome bad(Complaint complaint) {
        return new Outcome.Bad(complaint);
    }
}
