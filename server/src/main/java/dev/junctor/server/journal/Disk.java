package dev.junctor.server.journal;

import java.io.IOException;
import java.util.List;

/** The folder in which a journal lies, as far as a journal needs one. */
public interface Disk extends AutoCloseable {
    /** The folder as people call it. */
    String place();

    /** Names of all files in it. */
    List<String> names() throws IOException;

    /** A file that is there. */
    SegmentFile open(String name) throws IOException;

    /** Makes a file of zeros that takes its whole room on the disk; it outlives a crash when this returns. */
    void make(String name, int bytes) throws IOException;

    /** Gives a file another name, in place of whatever had that; it outlives a crash when this returns. */
    void rename(String from, String to) throws IOException;

    /** Takes a file away. */
    void delete(String name) throws IOException;

    @Override
    void close() throws IOException;
}
