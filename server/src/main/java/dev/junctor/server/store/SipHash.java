package dev.junctor.server.store;

/**
 * SipHash-2-4, a keyed hash for short inputs: who has not the key can neither guess nor forge it, and it costs tens of
 * nanoseconds (Aumasson, Bernstein: SipHash, a fast short-input PRF, 2012).
 *
 * @param first the key's first eight bytes, little endian
 * @param second the key's last eight bytes, little endian
 */
record SipHash(long first, long second) {
    /** The hash of two words, that is of 16 bytes in little endian. */
    long of(long a, long b) {
        long v0 = first ^ 0x736f6d6570736575L;
        long v1 = second ^ 0x646f72616e646f6dL;
        long v2 = first ^ 0x6c7967656e657261L;
        long v3 = second ^ 0x7465646279746573L;
        long[] v = {v0, v1, v2, v3};
        compress(v, a);
        compress(v, b);
        compress(v, 16L << 56);
        v[2] ^= 0xff;
        for (int i = 0; i < 4; i++) {
            round(v);
        }
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void compress(long[] v, long word) {
        v[3] ^= word;
        round(v);
        round(v);
        v[0] ^= word;
    }

    private static void round(long[] v) {
        v[0] += v[1];
        v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
        v[0] = Long.rotateLeft(v[0], 32);
        v[2] += v[3];
        v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
        v[0] += v[3];
        v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
        v[2] += v[1];
        v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
        v[2] = Long.rotateLeft(v[2], 32);
    }

    @Override
    public String toString() {
        return "SipHash[key=***]";
    }
}
