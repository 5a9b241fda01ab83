package dev.junctor.simulator.ask;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers the beginnings of prompts, in blocks of {@link Prompt#BLOCK} tokens, for all providers together.
 *
 * <p>A table of fixed size: a new beginning takes the place of an old one with the same index. Shared by all loops.
 */
public final class PromptCache {
    private final AtomicLongArray table;

    /** Room for so many blocks; a power of two. */
    public PromptCache(int blocks) {
        this.table = new AtomicLongArray(blocks);
    }

    /**
     * How many tokens at the beginning are known; from now on all its full blocks are.
     *
     * @return a multiple of {@link Prompt#BLOCK}
     */
    public long meet(Prompt prompt) {
        int known = 0;
        boolean unbroken = true;
        for (long mark : prompt.marks()) {
            int index = index(mark);
            unbroken = unbroken && table.get(index) == mark;
            if (unbroken) {
                known++;
            } else {
                table.lazySet(index, mark);
            }
        }
        return (long) known * Prompt.BLOCK;
    }

    /** Forgets everything. */
    public void clear() {
        for (int i = 0; i < table.length(); i++) {
            table.lazySet(i, 0);
        }
    }

    private int index(long mark) {
        return (int) (mark >>> 17) & (table.length() - 1);
    }
}
