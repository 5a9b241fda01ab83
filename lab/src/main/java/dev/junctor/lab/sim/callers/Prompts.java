package dev.junctor.lab.sim.callers;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import dev.junctor.lab.sim.fleet.Fleet;
import dev.junctor.lab.sim.fleet.Form;
import dev.junctor.lab.sim.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** What callers write: most of it in order, some of it not. */
final class Prompts {
    private final Dice dice;
    private final List<String> models = new ArrayList<>();
    private final List<String> providers = new ArrayList<>();

    Prompts(Dice dice, Catalog catalog) {
        this.dice = dice;
        for (Model model : catalog.models()) {
            models.add(model.id());
        }
        catalog.providers().forEach(provider -> providers.add(provider.slug()));
    }

    /** What stands in the prompt of a request, and names it. */
    static String mark(int number) {
        return Fleet.MARK + "-" + number + "-";
    }

    String body(int number, Form form) {
        if (dice.oneIn(25)) {
            return broken(number);
        }
        StringBuilder body = new StringBuilder(300);
        body.append("{\"model\":\"").append(dice.pick(models)).append('"');
        if (dice.oneIn(4)) {
            body.append(",\"models\":[\"")
                    .append(dice.pick(models))
                    .append("\",\"")
                    .append(dice.pick(models))
                    .append("\"]");
        }
        body.append(",\"messages\":[{\"role\":\"user\",\"content\":\"")
                .append(mark(number))
                .append(" The quick brown fox jumps over the lazy dog, ")
                .append("and over it again. ".repeat(dice.oneIn(10) ? 40 : dice.below(4)))
                .append("\"}]");
        if (form == Form.STREAM) {
            body.append(",\"stream\":true");
            if (dice.oneIn(3)) {
                body.append(",\"stream_options\":{\"include_usage\":true}");
            }
        }
        if (dice.oneIn(2)) {
            body.append(",\"max_tokens\":").append(dice.between(1, 600));
        }
        if (dice.oneIn(3)) {
            body.append(",\"provider\":").append(provider());
        }
        if (dice.oneIn(6)) {
            body.append(",\"temperature\":0.5");
        }
        return body.append('}').toString();
    }

    private String provider() {
        return switch (dice.below(5)) {
            case 0 -> "{\"order\":[\"" + dice.pick(providers) + "\"]}";
            case 1 -> "{\"sort\":\"" + dice.pick(List.of("price", "latency", "throughput")) + "\"}";
            case 2 -> "{\"allow_fallbacks\":false}";
            case 3 -> "{\"ignore\":[\"" + dice.pick(providers) + "\"]}";
            default -> "{\"only\":[\"" + dice.pick(providers) + "\"]}";
        };
    }

    private String broken(int number) {
        String messages =
                "\"messages\":[{\"role\":\"user\",\"content\":\"" + mark(number) + " secret\"}]";
        return switch (dice.below(6)) {
            case 0 -> "";
            case 1 -> "{\"model\":\"" + dice.pick(models) + "\"," + messages;
            case 2 -> "{\"model\":\"lab/m1\",\"model\":\"lab/m2\"," + messages + "}";
            case 3 -> "{\"model\":\"nobody/nothing\"," + messages + "}";
            case 4 -> "[1,2,3]";
            default -> "{\"model\":\"lab/m1\",\"max_tokens\":-5," + messages + "}";
        };
    }
}
