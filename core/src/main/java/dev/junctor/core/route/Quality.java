package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Provider;

/** How good answers are to be expected: of a model by its ratings, of an endpoint by how it serves the model. */
public final class Quality {
    /** The domain that is compared in when a request names none. */
    public static final String OVERALL = "overall";

    /** The model has no rating in the domain. */
    static final double UNRATED = Double.NEGATIVE_INFINITY;

    private static final double ELO_SCALE = 400;

    private Quality() {}

    /** A model's rating in a domain, or {@link #UNRATED}. */
    static double rating(Model model, String domain) {
        return model.quality().getOrDefault(domain, UNRATED);
    }

    /**
     * How a rating compares with the best one, 0 to 1: twice the share of comparisons that it is expected to win, so 1
     * for equal ratings, 0.9 for 35 points less, 0.5 for 191 less. Elo's formula.
     */
    public static double share(double rating, double best) {
        return rating == UNRATED ? 0 : 2 / (1 + StrictMath.pow(10, (best - rating) / ELO_SCALE));
    }

    /**
     * How close an endpoint's answers are to be expected to the model's own, 0 to 1. A laboratory's own service stands
     * first, then high precision, then what nobody states, then four bits: public comparisons of hosts find the largest
     * losses there.
     */
    static double fidelity(Endpoint endpoint) {
        if (endpoint.provider().kind() == Provider.Kind.LAB) {
            return 1;
        }
        return switch (endpoint.quantization()) {
            case "fp32", "bf16", "fp16" -> 0.95;
            case "fp8", "mxfp8", "fp8-dynamic", "int8" -> 0.9;
            case "fp6" -> 0.75;
            case "fp4", "mxfp4", "nvfp4", "int4", "awq", "gptq" -> 0.7;
            default -> 0.85;
        };
    }
}
