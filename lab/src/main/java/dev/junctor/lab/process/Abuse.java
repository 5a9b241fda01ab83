package dev.junctor.lab.process;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * What a caller does that means harm, or knows no better.
 *
 * @param name for the table
 * @param most how much more memory the process may have resident during it, in MB
 * @param deed does it until it is to stop; gives what was seen, in a few words
 */
record Abuse(String name, int most, Deed deed) {
    /** The doing of it. */
    interface Deed {
        String run(House house, Findings findings, BooleanSupplier goesOn)
                throws IOException, InterruptedException;
    }
}
