package dev.junctor.engine.dispatch;

/** How many answers one loop reads on with for their usage alone, their callers being gone. */
public final class Drains {
    private final int most;
    private int underWay;

    /** At most so many at once. */
    public Drains(int most) {
        this.most = most;
    }

    /** Begins one, if there is room. */
    boolean begin() {
        boolean room = underWay < most;
        underWay += room ? 1 : 0;
        return room;
    }

    /** One has ended. */
    void end() {
        underWay--;
    }
}
