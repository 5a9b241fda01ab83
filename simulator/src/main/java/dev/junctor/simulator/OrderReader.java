package dev.junctor.simulator;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.FaultDesk;
import dev.junctor.simulator.fault.FaultOrder;
import dev.junctor.simulator.fault.FaultReader;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds what shall go wrong with a request: what it orders itself, otherwise what stands at the desk. */
final class OrderReader {
    private final FaultDesk desk;

    OrderReader(FaultDesk desk) {
        this.desk = desk;
    }

    /** What was found. */
    sealed interface Outcome {
        /** This shall go wrong. */
        record Ordered(FaultOrder order) implements Outcome {}

        /** Nothing shall go wrong. */
        record Nothing() implements Outcome {}

        /** The request's own order cannot be read. */
        record Bad(Complaint complaint) implements Outcome {}
    }

    /** Reads {@code simulator}, one object or a list of them; the first that is for this provider and happens counts. */
    Outcome read(Ask ask) {
        String slug = ask.endpoint().provider().slug();
        String model = ask.endpoint().upstreamId();
        JsonNode field = ask.simulator();
        for (JsonNode each : field.isArray() ? field : List.of(field)) {
            switch (FaultReader.read(each)) {
                case FaultReader.Outcome.Bad bad -> {
                    return new Outcome.Bad(bad.complaint());
                }
                case FaultReader.Outcome.Good good -> {
                    if (good.scope().covers(slug, model)
                            && desk.happens(good.scope(), content(ask, each))) {
                        return new Outcome.Ordered(good.order());
                    }
                }
                case FaultReader.Outcome.Nothing nothing -> {}
            }
        }
        return desk.next(slug, model)
                .<Outcome>map(Outcome.Ordered::new)
                .orElseGet(Outcome.Nothing::new);
    }

    /** The same for all attempts at one request, whoever is asked, in whatever protocol and for whatever name. */
    private static long content(Ask ask, JsonNode order) {
        StringBuilder asked = new StringBuilder();
        if (ask.form() == Ask.Form.TEXT) {
            asked.append(ask.body().path("prompt"));
        }
        for (JsonNode message : ask.messages()) {
            asked.append(Ask.textOf(message.path("content"))).append('\n');
        }
        return asked.toString().hashCode() * 31L + order.toString().hashCode();
    }
}
