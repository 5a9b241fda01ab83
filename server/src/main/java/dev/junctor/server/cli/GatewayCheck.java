package dev.junctor.server.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Looks at the running gateway, when there is one, and at the keys for it. */
final class GatewayCheck {
    private static final String TOPIC = "gateway";

    private final Gateway gateway;

    GatewayCheck(Gateway gateway) {
        this.gateway = gateway;
    }

    List<Diagnosis> look() {
        List<Diagnosis> found = new ArrayList<>();
        try {
            String version = gateway.open("/healthz").path("version").asString("");
            if (version.isEmpty()) {
                return List.of(
                        Diagnosis.problem(
                                TOPIC,
                                gateway.url(),
                                "something answers there that is not Junctor",
                                "Set JUNCTOR_URL to where your gateway is."));
            }
            found.add(version(version));
        } catch (Failure notThere) {
            return List.of(
                    Diagnosis.hint(TOPIC, gateway.url(), notThere.problem(), notThere.remedy()));
        }
        try {
            String reason = gateway.open("/readyz").path("reason").asString("");
            if (!reason.isEmpty()) {
                found.add(Diagnosis.hint(TOPIC, gateway.url(), reason, "Read its log."));
            }
        } catch (Failure notReady) {
            found.add(
                    Diagnosis.problem(
                            TOPIC, gateway.url(), notReady.problem(), "Wait, or read its log."));
        }
        found.add(key(Access.INFERENCE, "JUNCTOR_API_KEY", "/key"));
        found.add(key(Access.MANAGEMENT, "JUNCTOR_MANAGEMENT_KEY", "/keys"));
        return found;
    }

    private Diagnosis version(String running) {
        if (!running.equals(VersionCommand.number())) {
            return Diagnosis.hint(
                    TOPIC,
                    gateway.url(),
                    "runs version " + running + ", this is " + VersionCommand.number(),
                    "Start it again to run this one.");
        }
        return Diagnosis.ok(TOPIC, gateway.url(), "is up");
    }

    private Diagnosis key(Access access, String variable, String path) {
        if (!gateway.hasKey(access)) {
            return Diagnosis.hint("key", variable, "is not set", AccessKeys.remedy(access));
        }
        try {
            JsonNode data = gateway.get(access, path).path("data");
            JsonNode left = data.path("limit_remaining");
            return Diagnosis.ok(
                    "key",
                    variable,
                    left.isNumber()
                            ? "works, $" + Figures.usd(left.decimalValue()) + " left"
                            : "works");
        } catch (Failure refused) {
            return Diagnosis.problem("key", variable, refused.problem(), AccessKeys.remedy(access));
        }
    }
}
