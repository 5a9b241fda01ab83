package dev.junctor.core.route;

import dev.junctor.core.base.Money;
import java.util.List;

/** Why an endpoint stands where it stands; becomes a clause only when somebody reads it. */
sealed interface Reason {
    /** It had an outage that matters. */
    Reason UNSTABLE = new Fixed("unstable in the last 30 s");

    /** Its speed is not known. */
    Reason UNMEASURED = new Fixed("not measured yet");

    /** The clause for people. */
    String clause();

    /** A clause that is always the same. */
    record Fixed(String clause) implements Reason {}

    /** What the endpoint lists, in nano-dollars per million tokens. */
    record Listed(long prompt, long completion) implements Reason {
        @Override
        public String clause() {
            return "price $%s/M in, $%s/M out"
                    .formatted(new Money(prompt).toUsd(), new Money(completion).toUsd());
        }
    }

    /** What the request will probably cost, in units of {@link Cost}. */
    record Expected(long units) implements Reason {
        @Override
        public String clause() {
            return "about $%s for this request".formatted(new Money(Cost.nanosUp(units)).toUsd());
        }
    }

    /**
     * The chance that the endpoint wins a draw among those who take part in it now, 0 to 1.
     *
     * @param prize what a draw decides, as {@code first}
     */
    record Drawn(double share, String prize) implements Reason {
        @Override
        public String clause() {
            return "drawn by 1/price², %s in %s of 100 draws".formatted(prize, percent());
        }

        /** All and none are said only where they are meant. */
        private String percent() {
            if (share < 1 && share > 0.999_95) {
                return "over 99.99";
            }
            return share > 0 && share < 0.000_05 ? "under 0.01" : rounded(share * 100);
        }
    }

    /** A measured figure, as {@code p50 latency 0.42 s}. */
    record Measured(String what, double value, String unit) implements Reason {
        @Override
        public String clause() {
            return what + " " + rounded(value) + " " + unit;
        }
    }

    /** A place in the caller's list, from 0. */
    record Named(String field, int place) implements Reason {
        @Override
        public String clause() {
            return "number " + (place + 1) + " in " + field;
        }
    }

    /** A model's rating and how it compares with the best one. */
    record Rated(String domain, double rating, double share) implements Reason {
        @Override
        public String clause() {
            return "rated %s in %s, %s of the best"
                    .formatted(rounded(rating), domain, rounded(share));
        }
    }

    /** A model without a rating. */
    record Unrated(String domain) implements Reason {
        @Override
        public String clause() {
            return "not rated in " + domain;
        }
    }

    /** Fields of the request that the endpoint is sent without. */
    record Drops(List<String> fields) implements Reason {
        @Override
        public String clause() {
            return "sent without " + String.join(", ", fields);
        }
    }

    private static String rounded(double value) {
        double places = Math.abs(value) >= 100 ? 1 : 100;
        double rounded = Math.round(value * places) / places;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
