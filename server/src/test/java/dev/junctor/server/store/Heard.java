package dev.junctor.server.store;

import java.util.List;

/** Hears of postings. */
record Heard(List<RecordedPosting> postings) implements LimitWatch {
    @Override
    public void credited(RecordedPosting posting) {
        postings.add(posting);
    }
}
