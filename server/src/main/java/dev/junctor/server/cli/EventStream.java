package dev.junctor.server.cli;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The data of server-sent events, from lines as they come (HTML standard, section 9.2.6). */
final class EventStream implements Iterator<String> {
    private static final String FIELD = "data:";

    private final Iterator<String> lines;
    private String next = "";
    private boolean ready;

    EventStream(Iterator<String> lines) {
        this.lines = lines;
    }

    /** Waits for the next event with data; false when the stream has ended. */
    @Override
    public boolean hasNext() {
        StringBuilder data = new StringBuilder();
        while (!ready && lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith(FIELD)) {
                data.append(data.isEmpty() ? "" : "\n").append(value(line));
            } else if (line.isEmpty() && !data.isEmpty()) {
                next = data.toString();
                ready = true;
            }
        }
        return ready;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ready = false;
        return next;
    }

    private static String value(String line) {
        int start = FIELD.length();
        return line.startsWith(" ", start) ? line.substring(start + 1) : line.substring(start);
    }
}
