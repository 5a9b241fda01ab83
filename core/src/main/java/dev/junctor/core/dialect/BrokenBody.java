package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Scan;

/** Says what is wrong with a body that cannot be read. */
public final class BrokenBody {
    private static final int MAX_KEY = 64;

    private BrokenBody() {}

    /** One sentence for each problem, with the offset of the byte where it shows. */
    public static Fault fault(Outline.Broken broken) {
        int at = broken.offset();
        String key =
                broken.key().length() > MAX_KEY
                        ? broken.key().substring(0, MAX_KEY) + "…"
                        : broken.key();
        String message =
                switch (broken.problem()) {
                    case EMPTY -> "The request body is empty; send a JSON object.";
                    case NOT_AN_OBJECT ->
                            "The request body is JSON but not an object; send an object with"
                                    + " model and messages.";
                    case CUT ->
                            "The request body ends in the middle of its JSON, at byte " + at + ".";
                    case SYNTAX -> "The request body is not valid JSON at byte " + at + ".";
                    case NOT_UTF8 ->
                            "The request body is not valid UTF-8 at byte "
                                    + at
                                    + "; encode it as UTF-8.";
                    case TOO_DEEP ->
                            "The request body nests arrays and objects more than "
                                    + Scan.MAX_DEPTH
                                    + " deep at byte "
                                    + at
                                    + ".";
                    case DUPLICATE_KEY ->
                            "The request body has the key \""
                                    + key
                                    + "\" twice, again at byte "
                                    + at
                                    + "; send it once.";
                    case ESCAPED_KEY ->
                            "The request body has a key with a backslash at byte "
                                    + at
                                    + "; spell its keys without escapes.";
                    case TRAILING ->
                            "The request body goes on behind its JSON object, at byte " + at + ".";
                    case TOO_MANY_FIELDS ->
                            "The request body has more than "
                                    + Outline.MAX_FIELDS
                                    + " fields, at byte "
                                    + at
                                    + ".";
                };
        boolean duplicate = broken.problem() == Outline.Problem.DUPLICATE_KEY;
        return Fault.invalid(duplicate ? key : "", message);
    }
}
