package dev.junctor.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.record.GenerationRecord;
import org.junit.jupiter.api.Test;

final class RecordCodecTest {
    private final RecordCodec codec = new RecordCodec();

    @Test
    void everyRecordComesBackAsItWas() {
        for (long seed = 0; seed < 5_000; seed++) {
            GenerationRecord record = SampleRecords.any(seed);
            assertThat(back(record)).as("seed " + seed).isEqualTo(record);
        }
    }

    @Test
    void textsThatComeAgainAreOneObject() {
        GenerationRecord first = back(SampleRecords.charged(1, 5));
        GenerationRecord second = back(SampleRecords.charged(2, 6));
        assertThat(second.model()).isSameAs(first.model()).isSameAs(second.requested());
        assertThat(second.keyId()).isSameAs(first.keyId());
    }

    @Test
    void usualRecordIsSmall() {
        assertThat(RecordCodec.encode(SampleRecords.charged(1, 12_345))).hasSizeLessThan(320);
    }

    @Test
    void recordThatIsCutIsRefusedAtEveryByte() {
        byte[] bytes = RecordCodec.encode(SampleRecords.charged(1, 12_345));
        for (int length = 0; length < bytes.length; length++) {
            int to = length;
            assertThatThrownBy(() -> codec.decode(bytes, 0, to))
                    .as("cut after " + length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void newerFormIsRefused() {
        byte[] bytes = RecordCodec.encode(SampleRecords.free(1));
        bytes[0]++;
        assertThatThrownBy(() -> codec.decode(bytes, 0, bytes.length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("form 2");
    }

    @Test
    void numberThatIsTooLargeForItsFieldIsRefused() {
        Packer out = new Packer();
        out.one(RecordCodec.VERSION);
        out.signed(1);
        out.text("");
        out.text("");
        out.signed(1);
        for (int texts = 0; texts < 8; texts++) {
            out.text("");
        }
        out.one(1);
        out.text("SERVED");
        out.signed(1L << 40); // the status
        byte[] bytes = out.toBytes();
        assertThatThrownBy(() -> codec.decode(bytes, 0, bytes.length))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
    }

    private GenerationRecord back(GenerationRecord record) {
        byte[] bytes = RecordCodec.encode(record);
        byte[] among = new byte[bytes.length + 20];
        System.arraycopy(bytes, 0, among, 7, bytes.length);
        return codec.decode(among, 7, 7 + bytes.length);
    }
}
