package dev.junctor.server.journal;

import dev.junctor.server.journal.Recovered.Damage;
import dev.junctor.server.journal.Recovered.Torn;
import org.slf4j.Logger;

/** Says what a journal found when it was opened. */
final class RecoveryLog {
    private RecoveryLog() {}

    static void tell(Logger log, String place, Recovered recovered, long applied) {
        if (recovered.unappliedEntries() > 0) {
            log.info(
                    "{} entries of the journal {} were not in the database and are applied now",
                    recovered.unappliedEntries(),
                    place);
        }
        for (Torn torn : recovered.torn()) {
            log.warn(
                    "the last entry at {}:{} of the journal {} was torn by a crash; nobody had been"
                            + " told that it was complete",
                    torn.segment(),
                    torn.offset(),
                    place);
        }
        for (Damage damage : recovered.damages()) {
            log.error(
                    "{} entries of the journal {} cannot be read: {} is damaged at {}; their charges"
                            + " are lost, all others are applied, and the file is kept as {}: look for"
                            + " a failing disk",
                    damage.entries(),
                    place,
                    damage.segment(),
                    damage.offset(),
                    damage.keptAs());
        }
        if (recovered.absent() > 0) {
            log.error(
                    "the database has entries up to {}, but the journal {} begins {} entries later:"
                            + " was the database restored from an older copy, or a segment deleted?",
                    applied,
                    place,
                    recovered.absent() + 1);
        }
    }
}
