package dev.junctor.simulator;

import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.protocol.Protocol;

/** A request at the desk of one provider, through one door. */
record Visit(Desk desk, Protocol protocol, Incoming incoming) {
    /** The provider's habits in this protocol. */
    Habits habits() {
        return protocol.habits(desk.habits(), incoming.target());
    }
}
