package dev.junctor.core.route;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Reasons as the list of their clauses, immutable; a plan that nobody reads costs no text. */
final class Reasons extends AbstractList<String> implements RandomAccess {
    private final List<Reason> reasons;

    Reasons(List<Reason> reasons) {
        this.reasons = List.copyOf(reasons);
    }

    @Override
    public String get(int index) {
        return reasons.get(index).clause();
    }

    @Override
    public int size() {
        return reasons.size();
    }
}
