package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Scan.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a request field's value must look like; {@code null} is always as good as absent. */
public sealed interface Rule {
    /** What is said to the caller: the field "must be …". */
    String must();

    /** Whether a well-formed value that is not {@code null} fits. */
    boolean allows(byte[] bytes, int from, int to);

    /** The fault of a value that does not fit. */
    default Optional<Fault> check(String field, byte[] bytes, int from, int to) {
        return Kind.of(bytes[from]) == Kind.NULL || allows(bytes, from, to)
                ? Optional.empty()
                : Optional.of(Fault.invalid(field, field + " must be " + must() + "."));
    }

    /** The first field whose value does not fit its rule; a field without a rule passes unseen. */
    static Optional<Fault> check(Map<String, Rule> rules, List<Field> fields, byte[] body) {
        for (Field field : fields) {
            Rule rule = rules.get(field.name());
            if (rule != null) {
                Optional<Fault> fault = rule.check(field.name(), body, field.from(), field.to());
                if (fault.isPresent()) {
                    return fault;
                }
            }
        }
        return Optional.empty();
    }

    /** One of some kinds. */
    static Rule kind(String must, Kind first, Kind... others) {
        return new OfKind(EnumSet.of(first, others), must);
    }

    /** One of some kinds. */
    record OfKind(Set<Kind> kinds, String must) implements Rule {
        @Override
        public boolean allows(byte[] bytes, int from, int to) {
            return kinds.contains(Kind.of(bytes[from]));
        }
    }

    /** A number in a range. */
    record Between(double least, double most, String must) implements Rule {
        private static final int MAX_LENGTH = 40;

        @Override
        public boolean allows(byte[] bytes, int from, int to) {
            if (Kind.of(bytes[from]) != Kind.NUMBER || to - from > MAX_LENGTH) {
                return false;
            }
            double value = Double.parseDouble(Scalars.text(bytes, from, to));
            return value >= least && value <= most;
        }
    }

    /** A whole number in a range, written without point and exponent. */
    record Whole(long least, long most, String must) implements Rule {
        @Override
        public boolean allows(byte[] bytes, int from, int to) {
            OptionalLong value = Scalars.integer(bytes, from, to);
            return value.isPresent() && value.getAsLong() >= least && value.getAsLong() <= most;
        }
    }

    /** A string, or an array of strings. */
    record Strings(Alone alone, String must) implements Rule {
        /** Whether one string may stand without an array. */
        public enum Alone {
            ALLOWED,
            REFUSED
        }

        @Override
        public boolean allows(byte[] bytes, int from, int to) {
            Kind kind = Kind.of(bytes[from]);
            if (kind == Kind.STRING) {
                return alone == Alone.ALLOWED;
            }
            if (kind != Kind.ARRAY) {
                return false;
            }
            Cursor elements = new Cursor(bytes, from, to, 1, Text.TRUSTED);
            while (elements.next()) {
                if (elements.kind() != Kind.STRING) {
                    return false;
                }
            }
            return elements.close() == to;
        }
    }
}
