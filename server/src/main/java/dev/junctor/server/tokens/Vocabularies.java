package dev.junctor.server.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.junctor.engine.port.TokenCounter;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vocabularies that JTokkit brings. Each takes a second to read and 30 MB to keep: it is read when it is first
 * needed, beside the loops, and whoever comes before it is there is told that nobody can count yet.
 */
public final class Vocabularies implements TokenCounter {
    private static final Logger LOG = LoggerFactory.getLogger(Vocabularies.class);

    private final EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    private final ConcurrentMap<String, Encoding> read = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Executor beside;

    /**
     * Nothing is read yet.
     *
     * @param beside runs what may take seconds
     */
    public Vocabularies(Executor beside) {
        this.beside = beside;
    }

    @Override
    public boolean knows(String vocabulary) {
        return EncodingType.fromName(vocabulary).isPresent();
    }

    @Override
    public OptionalLong count(String vocabulary, String text) {
        Encoding encoding = read.get(vocabulary);
        if (encoding != null) {
            return OptionalLong.of(encoding.countTokensOrdinary(text));
        }
        if (knows(vocabulary) && asked.add(vocabulary)) {
            beside.execute(() -> read(vocabulary));
        }
        return OptionalLong.empty();
    }

    private void read(String vocabulary) {
        try {
            registry.getEncoding(vocabulary).ifPresent(found -> read.put(vocabulary, found));
        } catch (RuntimeException broken) {
            LOG.warn("the vocabulary {} cannot be read; tokens are estimated", vocabulary, broken);
        }
    }
}
