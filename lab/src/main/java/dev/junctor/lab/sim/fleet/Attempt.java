package dev.junctor.lab.sim.fleet;

import dev.junctor.lab.sim.world.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request to a provider, as the provider knows it: what it said and what became of it. */
public final class Attempt {
    private final int number;
    private final int request;
    private final String provider;
    private final String model;
    private final Form form;
    private final long openedNanos;
    private final Life opener;
    private final List<String> pieces = new ArrayList<>();
    private Optional<Trouble> trouble = Optional.empty();
    private boolean metered;
    private boolean honest = true;
    private boolean last;
    private long promptTokens;
    private long completionTokens;
    private boolean said;
    private boolean finished;
    private boolean open = true;
    private long closedNanos;

    Attempt(
            int number,
            int request,
            String provider,
            String model,
            Form form,
            long openedNanos,
            Life opener) {
        this.opener = opener;
        this.number = number;
        this.request = request;
        this.provider = provider;
        this.model = model;
        this.form = form;
        this.openedNanos = openedNanos;
    }

    /** Its number in the world. */
    public int number() {
        return number;
    }

    /** The number of the request that it was made for. */
    public int request() {
        return request;
    }

    /** The provider's slug. */
    public String provider() {
        return provider;
    }

    /** The model as the provider calls it. */
    public String model() {
        return model;
    }

    Form form() {
        return form;
    }

    /** When it began. */
    public long openedNanos() {
        return openedNanos;
    }

    /** All that it would say; every piece names the attempt. */
    public String content() {
        return String.join("", pieces);
    }

    List<String> pieces() {
        return pieces;
    }

    Optional<Trouble> trouble() {
        return trouble;
    }

    void struckBy(Trouble what) {
        trouble = Optional.of(what);
    }

    void usage(long prompt, long completion) {
        promptTokens = prompt;
        completionTokens = completion;
    }

    void lies() {
        honest = false;
    }

    /** Whether what it says of its usage is true, and within what was asked for. */
    public boolean isHonest() {
        return honest;
    }

    /** Tokens that it says the prompt had. */
    public long promptTokens() {
        return promptTokens;
    }

    /** Tokens that it says the completion had, reasoning included. */
    public long completionTokens() {
        return completionTokens;
    }

    /** Its answer was that the caller must change the request: nobody else is to be asked. */
    void forbidsMore() {
        last = true;
    }

    /** Whether it was refused in a way that nobody else may be asked after. */
    public boolean isTheLast() {
        return last;
    }

    /** It has said what it used, and that was on its way to the gateway. */
    void metered() {
        metered = true;
    }

    /** Whether it said what it used. */
    public boolean isMetered() {
        return metered;
    }

    /** A byte of an answer was sent. */
    void said() {
        said = true;
    }

    /** It ended its answer by itself. */
    void finish() {
        finished = true;
    }

    /** Whether it ended its answer by itself, and nobody cut it. */
    public boolean isFinished() {
        return finished;
    }

    /** Whether any byte of an answer was sent. */
    public boolean hasSaid() {
        return said;
    }

    /** Whether the process that opened it is dead, so that nobody closed it. */
    public boolean isOrphaned() {
        return !opener.isAlive();
    }

    /** Its connection is closed, by whomever. */
    void close(long nanos) {
        if (open) {
            open = false;
            closedNanos = nanos;
        }
    }

    /** Whether its connection is open. */
    public boolean isOpen() {
        return open;
    }

    /** When its connection was closed. */
    public long closedNanos() {
        return closedNanos;
    }
}
