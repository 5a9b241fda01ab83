package dev.junctor.server.journal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that fails again and again until it works again: said once when it begins and once when it is over. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final String what;
    private final AtomicBoolean present = new AtomicBoolean();

    /** Names what fails, as the beginning of a sentence. */
    Trouble(String what) {
        this.what = what;
    }

    boolean isPresent() {
        return present.get();
    }

    /** It failed. */
    void happened(IOException failure) {
        if (!present.getAndSet(true)) {
            LOG.error(
                    "{} ({}): new requests are refused until it works again; it is tried each"
                            + " second",
                    what,
                    failure.getMessage());
        }
    }

    /** It worked. */
    void over() {
        if (present.get() && present.getAndSet(false)) {
            LOG.info("it works again: {} no longer", what);
        }
    }
}
