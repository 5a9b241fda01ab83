package dev.junctor.server.budget;

/** Where work goes that may wait for a database, away from the event loops. */
public interface Aside {
    /** A virtual thread for each. */
    Aside VIRTUAL_THREADS = work -> Thread.ofVirtual().name("budget-refill").start(work);

    /** Does it soon, and never before this call returns to a loop that must not wait. */
    void run(Runnable work);
}
