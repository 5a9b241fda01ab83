package dev.junctor.simulator.tell;

import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.say.AnswerScript;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** Turns a script into the steps of a stream; several answers take turns, token by token. */
final class Steps {
    private Steps() {}

    static List<Step> of(Telling telling) {
        AnswerScript script = telling.script();
        List<List<Step>> rows = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < script.choices().size(); i++) {
            List<Step> row = row(i, telling);
            rows.add(row);
            longest = Math.max(longest, row.size());
        }
        List<Step> steps = new ArrayList<>();
        for (int n = 0; n < longest; n++) {
            for (List<Step> row : rows) {
                if (n < row.size()) {
                    steps.add(row.get(n));
                }
            }
        }
        markLast(steps);
        if (telling.streamsUsage() && telling.habits().usage() == Habits.UsagePlace.APART) {
            steps.add(new Step.UsageApart());
        }
        if (telling.habits().ending() == Habits.Ending.DONE) {
            steps.add(new Step.Done());
        }
        return steps;
    }

    private static List<Step> row(int choice, Telling telling) {
        Choice said = telling.script().choices().get(choice);
        List<Step> row = new ArrayList<>();
        row.add(new Step.Opening(choice));
        if (telling.habits().thoughts() != Habits.Thoughts.HIDDEN) {
            said.thoughts().forEach(token -> row.add(new Step.Thought(choice, token)));
        }
        for (int i = 0; i < said.text().size(); i++) {
            row.add(new Step.Text(choice, i, said.text().get(i)));
        }
        for (int i = 0; i < said.tools().size(); i++) {
            ToolUse use = said.tools().get(i);
            if (telling.habits().toolDeltas() == Habits.ToolDeltas.WHOLE) {
                row.add(new Step.ToolWhole(choice, i, use));
            } else {
                row.add(new Step.ToolOpening(choice, i, use));
                for (String piece : use.arguments()) {
                    row.add(new Step.ToolPiece(choice, i, use, piece));
                }
            }
        }
        row.add(new Step.Ending(choice, said.finish(), Step.Place.BETWEEN));
        return row;
    }

    private static void markLast(List<Step> steps) {
        if (steps.getLast() instanceof Step.Ending ending) {
            steps.set(
                    steps.size() - 1,
                    new Step.Ending(ending.choice(), ending.finish(), Step.Place.LAST));
        }
    }
}
