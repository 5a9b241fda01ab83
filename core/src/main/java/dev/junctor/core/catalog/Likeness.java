package dev.junctor.core.catalog;

/**
 * How much a mistaken name looks like a model's id: by its letters, and by the words they share.
 *
 * <p>Anybody can send a wrong name, and each is compared with all models: so ids are read character by character, and
 * the letters of the name are counted 64 at a time. Of longer names the first 64 letters count.
 */
final class Likeness {
    private static final int MOST_LETTERS = Long.SIZE;
    private static final int MOST_WORDS = 64;

    /** Larger than any character that counts, so that words of up to nine characters never share a number. */
    private static final long WORD_BASE = 131;

    /** For each letter or digit the places at which the name has it, the first as the lowest bit. */
    private final long[] places = new long['z' + 1];

    private final int letters;
    private final long[] words = new long[MOST_WORDS];
    private final int wordCount;
    private final long[] theirs = new long[MOST_WORDS];

    Likeness(String name) {
        int count = 0;
        for (int i = 0; i < name.length() && count < MOST_LETTERS; i++) {
            char letter = lower(name.charAt(i));
            if (counts(letter)) {
                places[letter] |= 1L << count++;
            }
        }
        this.letters = count;
        this.wordCount = words(name, words);
    }

    /** The smaller, the more alike; 0 for the same letters. */
    double distanceTo(Model model) {
        String id = model.id();
        double byLetters = Math.min(relative(id, 0), relative(id, id.indexOf('/') + 1));
        if (byLetters == 0) {
            return 0;
        }
        int theirCount = words(id, theirs);
        int shared = 0;
        for (int i = 0; i < theirCount; i++) {
            shared += has(words, wordCount, theirs[i]) ? 1 : 0;
        }
        return byLetters + 1 - 2.0 * shared / Math.max(1, theirCount + wordCount);
    }

    /**
     * How many letters must be added, taken out or exchanged, as a share of the longer one's: Levenshtein's distance, a
     * column at a time in the bits of one number (Myers: A fast bit-vector algorithm, 1999; Hyyrö 2003).
     */
    private double relative(String id, int from) {
        long last = letters == 0 ? 0 : 1L << (letters - 1);
        long up = -1;
        long down = 0;
        int distance = letters;
        int length = 0;
        for (int i = from; i < id.length(); i++) {
            char letter = lower(id.charAt(i));
            if (!counts(letter)) {
                continue;
            }
            length++;
            long same = places[letter];
            long diagonal = (((same & up) + up) ^ up) | same;
            long right = down | ~(diagonal | up);
            long left = up & diagonal;
            distance += (right & last) != 0 ? 1 : 0;
            distance -= (left & last) != 0 ? 1 : 0;
            right = (right << 1) | 1;
            up = (left << 1) | ~(same | down | right);
            down = right & (same | down);
        }
        int longest = Math.max(letters, length);
        return letters == 0 || longest == 0 ? 1 : (double) distance / longest;
    }

    /** Numbers for the different words of a name; a word ends before a digit that follows a letter: gpt 4o. */
    private static int words(String name, long[] into) {
        int count = 0;
        long word = 0;
        boolean afterLetter = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = lower(name.charAt(i));
            boolean digit = letter >= '0' && letter <= '9';
            if (!counts(letter) || (digit && afterLetter)) {
                count = added(into, count, word);
                word = 0;
            }
            if (counts(letter)) {
                word = word * WORD_BASE + letter;
            }
            afterLetter = counts(letter) && !digit;
        }
        return added(into, count, word);
    }

    private static int added(long[] into, int count, long word) {
        if (word == 0 || count == into.length || has(into, count, word)) {
            return count;
        }
        into[count] = word;
        return count + 1;
    }

    private static boolean has(long[] words, int count, long word) {
        for (int i = 0; i < count; i++) {
            if (words[i] == word) {
                return true;
            }
        }
        return false;
    }

    private static boolean counts(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    }

    private static char lower(char letter) {
        return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
    }
}
