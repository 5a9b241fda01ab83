package dev.junctor.lab.sim.laws;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.junctor.lab.sim.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Reads all that the program logs, in place of whoever would print it: the worlds have their outages by design, and a
 * line for each would be noise.
 */
public final class LogWatch extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** How every key begins. */
    private static final String KEYS = "sk-jn-v1-";

    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    private final Logger root;
    private final List<Appender<ILoggingEvent>> before = new ArrayList<>();

    private LogWatch(Logger root) {
        this.root = root;
    }

    /** Takes the place of all that listens to the program's log. */
    public static LogWatch begin() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        LogWatch watch = new LogWatch(root);
        watch.setContext(root.getLoggerContext());
        watch.start();
        root.iteratorForAppenders().forEachRemaining(watch.before::add);
        watch.before.forEach(root::detachAppender);
        root.addAppender(watch);
        return watch;
    }

    @Override
    protected void append(ILoggingEvent event) {
        look(event.getFormattedMessage());
        for (IThrowableProxy thrown = event.getThrowableProxy();
                thrown != null;
                thrown = thrown.getCause()) {
            look(String.valueOf(thrown.getMessage()));
        }
    }

    private void look(String text) {
        if (text.contains(Fleet.MARK) || text.contains(KEYS)) {
            leaks.add(text);
        }
    }

    /** Lets those listen again who did before. */
    @Override
    public void close() {
        root.detachAppender(this);
        before.forEach(root::addAppender);
        stop();
    }

    /** Lines of the log that held a key or a prompt. */
    public Queue<String> leaks() {
        return leaks;
    }
}
