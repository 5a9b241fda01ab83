package dev.junctor.core.route;

import java.util.List;

/** How the endpoints of one group are ordered among themselves: sets rank, score and reasons of each. */
@FunctionalInterface
interface Ranking {
    /**
     * Ranks a group.
     *
     * @param group at least one entry; what is set depends on the whole group but not on its order
     */
    void rank(List<Entry> group, Question question);
}
