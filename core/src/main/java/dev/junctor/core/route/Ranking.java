package dev.junctor.core.route;

import java.util.List;

/** How the endpoints of one group are ordered among themselves. */
interface Ranking {
    /**
     * Sets rank and score of each.
     *
     * @param group at least one entry; what is set depends on the whole group but not on its order
     */
    void rank(List<Entry> group, Question question);

    /** Adds the reasons for the rank; called only for those that stay in the plan. */
    void explain(Entry entry, Question question);
}
