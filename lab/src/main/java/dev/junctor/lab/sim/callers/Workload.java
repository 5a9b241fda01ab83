package dev.junctor.lab.sim.callers;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.lab.sim.callers.Wish.Manner;
import dev.junctor.lab.sim.fleet.Form;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Timeline;
import java.util.ArrayList;
import java.util.List;

/** All that callers will ask in a world. */
public final class Workload {
    private static final long SPAN = 30 * Timeline.SECOND;

    private Workload() {}

    /**
     * Twenty to eighty wishes, some of them all at once.
     *
     * @param secrets keys that callers present
     */
    public static List<Wish> of(Dice dice, Catalog catalog, List<String> secrets, int nodes) {
        Prompts prompts = new Prompts(dice, catalog);
        List<Wish> wishes = new ArrayList<>();
        long count = dice.between(20, 80);
        long at = 0;
        long flood = 0;
        for (int number = 0; number < count; number++) {
            if (flood > 0) {
                flood--;
            } else if (dice.oneIn(25)) {
                flood = dice.between(5, 20);
            } else {
                at += dice.between(0, 2 * SPAN / count);
            }
            Form form = dice.oneIn(2) ? Form.STREAM : Form.WHOLE;
            wishes.add(
                    new Wish(
                            number,
                            at,
                            dice.below(nodes),
                            dice.oneIn(40) ? "sk-jn-v1-nobodys" : dice.pick(secrets),
                            prompts.body(number, form),
                            form,
                            manner(dice),
                            0));
        }
        return wishes;
    }

    private static Manner manner(Dice dice) {
        return switch (dice.below(12)) {
            case 0 ->
                    new Manner.SlowReader(
                            (int) dice.between(20, 400), dice.between(1, 300) * Timeline.MILLI);
            case 1 -> new Manner.LeavesAfter(dice.between(0, 4_000) * Timeline.MILLI);
            case 2 -> new Manner.LeavesAfter(dice.between(0, 60) * Timeline.MILLI);
            case 3 -> new Manner.LeavesAtByte((int) dice.between(1, 2_000));
            case 4 ->
                    dice.oneIn(3)
                            ? new Manner.NeverReads(dice.between(1, 60) * Timeline.SECOND)
                            : new Manner.Patient();
            case 5, 6 -> new Manner.AsksAgain();
            default -> new Manner.Patient();
        };
    }
}
