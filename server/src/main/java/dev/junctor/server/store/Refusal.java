package dev.junctor.server.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells a row that a database refuses for what is in it from a database that cannot be used now. */
final class Refusal {
    /** SQLSTATE classes of the standard: data exception, integrity constraint violation. */
    private static final String DATA = "22";

    private static final String CONSTRAINT = "23";

    private Refusal() {}

    /** Whether trying the same row again is of no use. */
    static boolean isForItsContent(Exception failure) {
        return switch (failure) {
            case ArithmeticException overflow -> true;
            case IllegalArgumentException unreadable -> true;
            case SQLiteException sqlite -> isForItsContent(sqlite.getResultCode());
            case SQLException sql -> {
                String state = sql.getSQLState() == null ? "" : sql.getSQLState();
                yield state.startsWith(DATA) || state.startsWith(CONSTRAINT);
            }
            default -> false;
        };
    }

    private static boolean isForItsContent(SQLiteErrorCode code) {
        int primary = code.code & 0xff;
        return primary == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                || primary == SQLiteErrorCode.SQLITE_MISMATCH.code
                || primary == SQLiteErrorCode.SQLITE_TOOBIG.code;
    }
}
