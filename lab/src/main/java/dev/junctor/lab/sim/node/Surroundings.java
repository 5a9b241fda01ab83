package dev.junctor.lab.sim.node;

import dev.junctor.lab.sim.fleet.Fleet;
import dev.junctor.lab.sim.store.SimDatabase;
import dev.junctor.lab.sim.world.History;
import dev.junctor.lab.sim.world.Timeline;

/** What a process stands in. */
public record Surroundings(
        Scene scene,
        Timeline timeline,
        Fleet fleet,
        SimDatabase database,
        History history,
        Doings doings) {}
