package dev.junctor.wire;

import java.util.List;

/** Headers of a request or an answer; names in any case. */
public interface Headers {
    /** The first value of a header; empty when absent. */
    String value(String name);

    /** All values of a header, in order. */
    List<String> values(String name);
}
