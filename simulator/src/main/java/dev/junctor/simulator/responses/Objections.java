package dev.junctor.simulator.responses;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.protocol.Objection;

/** Objections as OpenAI words them. */
final class Objections {
    private Objections() {}

    static Objection missing(String name) {
        return new Objection(
                Complaint.invalid(
                        name,
                        "missing_required_parameter",
                        "Missing required parameter: '" + name + "'."));
    }

    static Objection value(String name, String message) {
        return new Objection(Complaint.invalid(name, "invalid_value", message));
    }
}
