package dev.junctor.simulator;

import dev.junctor.simulator.tell.Teller;

/** For answers that nobody counts: those of the control API, lists of models, wrong addresses. */
enum Unwatched implements Teller.Watcher {
    NOBODY;

    @Override
    public void completed() {}

    @Override
    public void cancelled() {}

    @Override
    public void cut() {}
}
