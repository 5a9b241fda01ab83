package dev.junctor.core.dialect;

import dev.junctor.core.chat.Loss;
import java.util.List;

/** What a crossing of dialects cost, as one line for a header. */
public final class ConversionText {
    private static final int MOST_PATHS = 8;

    private ConversionText() {}

    /**
     * {@code lossless}, {@code mapped; n=2} where something near it was sent, {@code dropped; n=3; paths=a,b,c} where
     * something was left out.
     */
    public static String of(List<Loss> lost) {
        if (lost.isEmpty()) {
            return "lossless";
        }
        List<Loss> dropped =
                lost.stream().filter(loss -> loss.kind() == Loss.Kind.DROPPED).toList();
        String word = dropped.isEmpty() ? "mapped" : "dropped";
        StringBuilder text = new StringBuilder(64).append(word).append("; n=").append(lost.size());
        List<Loss> told = dropped.isEmpty() ? lost : dropped;
        for (int i = 0; i < Math.min(MOST_PATHS, told.size()); i++) {
            text.append(i == 0 ? "; paths=" : ",").append(plain(told.get(i).path()));
        }
        return text.append(told.size() > MOST_PATHS ? ",..." : "").toString();
    }

    /** A path may hold a name of the caller's making; a header takes only plain letters. */
    private static String plain(String path) {
        StringBuilder plain = new StringBuilder(path.length());
        path.chars()
                .limit(100)
                .forEach(c -> plain.append(c > ' ' && c < 127 && c != ',' ? (char) c : '_'));
        return plain.toString();
    }
}
