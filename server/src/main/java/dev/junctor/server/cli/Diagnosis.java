package dev.junctor.server.cli;

import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that was looked at.
 *
 * @param topic what kind of thing it is: {@code java, config, data, listen, gateway, key, provider, price, lifecycle}
 * @param subject the thing: a path, an address, a provider's slug, a variable
 * @param finding how it is, one clause
 * @param remedy what to do; empty when nothing needs to be done
 */
record Diagnosis(String topic, Level level, String subject, String finding, String remedy) {
    /** How bad it is. */
    enum Level {
        /** As it should be. */
        OK(Printer.Style.GOOD),
        /** Worth knowing. */
        HINT(Printer.Style.DIM),
        /** It works, but not all of it or not for long. */
        WARNING(Printer.Style.WARNING),
        /** It does not work. */
        PROBLEM(Printer.Style.BAD);

        private final Printer.Style style;

        Level(Printer.Style style) {
            this.style = style;
        }

        Printer.Style style() {
            return style;
        }

        /** As people and programs read it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Diagnosis ok(String topic, String subject, String finding) {
        return new Diagnosis(topic, Level.OK, subject, finding, "");
    }

    static Diagnosis hint(String topic, String subject, String finding, String remedy) {
        return new Diagnosis(topic, Level.HINT, subject, finding, remedy);
    }

    static Diagnosis warning(String topic, String subject, String finding, String remedy) {
        return new Diagnosis(topic, Level.WARNING, subject, finding, remedy);
    }

    static Diagnosis problem(String topic, String subject, String finding, String remedy) {
        return new Diagnosis(topic, Level.PROBLEM, subject, finding, remedy);
    }

    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("topic", topic)
                .put("level", level.word())
                .put("subject", subject)
                .put("finding", finding)
                .put("remedy", remedy);
    }
}
