package dev.junctor.simulator.ask;

/**
 * Why a provider does not answer, in the words of the OpenAI protocol; each provider's own form is made of it.
 *
 * @param status HTTP status
 * @param type as {@code invalid_request_error}
 * @param code as {@code context_length_exceeded}; empty for none
 * @param param the field that is meant; empty for none
 */
public record Complaint(int status, String type, String code, String message, String param) {
    /** A request that must be changed. */
    public static Complaint invalid(String param, String code, String message) {
        return new Complaint(400, "invalid_request_error", code, message, param);
    }

    /** A parameter that this model does not take. */
    public static Complaint unsupported(String param) {
        return invalid(
                param,
                "unsupported_parameter",
                "Unsupported parameter: '" + param + "' is not supported with this model.");
    }

    /** A parameter that has another name here. */
    public static Complaint renamed(String param, String instead) {
        return invalid(
                param,
                "unsupported_parameter",
                "Unsupported parameter: '"
                        + param
                        + "' is not supported with this model. Use '"
                        + instead
                        + "' instead.");
    }

    /** A value of the wrong type. */
    public static Complaint type(String param, String expected) {
        return invalid(
                param,
                "invalid_type",
                "Invalid type for '" + param + "': expected " + expected + ".");
    }

    /** A value out of its range. */
    public static Complaint value(String param, String expected) {
        return invalid(
                param,
                "invalid_value",
                "Invalid value for '" + param + "': expected " + expected + ".");
    }
}
