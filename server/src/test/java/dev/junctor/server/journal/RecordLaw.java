package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.record.GenerationRecord;

/** Bytes are a record or they are refused; and a record is written as it was read. */
public final class RecordLaw {
    private RecordLaw() {}

    /** Checks it. */
    public static void check(byte[] input) {
        RecordCodec codec = new RecordCodec();
        GenerationRecord record;
        try {
            record = codec.decode(input, 0, input.length);
        } catch (IllegalArgumentException refused) {
            return;
        }
        byte[] again = RecordCodec.encode(record);
        assertThat(codec.decode(again, 0, again.length)).isEqualTo(record);
    }

    /** A record in bytes, to begin with. */
    public static byte[] sample(long seed) {
        return RecordCodec.encode(SampleRecords.any(seed));
    }
}
