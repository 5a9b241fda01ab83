package dev.junctor.server.journal;

import dev.junctor.core.base.Seed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A disk in memory that can be full, fail, and lose at a power cut what was not forced. */
final class FakeDisk implements Disk {
    private static final int SECTOR = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Content> files = new TreeMap<>();

    volatile boolean full;
    volatile boolean failsToWrite;
    volatile boolean failsToForce;

    /** How often something can be read until that fails. */
    final AtomicInteger readsLeft = new AtomicInteger(Integer.MAX_VALUE);

    /** What a file has, as programs see it and as it is on the platter. */
    private static final class Content {
        byte[] seen;
        byte[] forced;

        Content(byte[] bytes) {
            this.seen = bytes.clone();
            this.forced = bytes.clone();
        }
    }

    /** The disk after the power was cut: of what was not forced each sector came to the platter or did not. */
    FakeDisk powerCut(Seed chance) {
        FakeDisk after = new FakeDisk();
        lock.lock();
        try {
            Seed dice = chance;
            for (Map.Entry<String, Content> file : files.entrySet()) {
                byte[] bytes = file.getValue().forced.clone();
                for (int at = 0; at < bytes.length; at += SECTOR) {
                    dice = dice.next();
                    if (dice.below(2) == 0) {
                        int size = Math.min(SECTOR, bytes.length - at);
                        System.arraycopy(file.getValue().seen, at, bytes, at, size);
                    }
                }
                after.files.put(file.getKey(), new Content(bytes));
            }
        } finally {
            lock.unlock();
        }
        return after;
    }

    /** The disk as it is on the platter. */
    FakeDisk copy() {
        FakeDisk copy = new FakeDisk();
        lock.lock();
        try {
            files.forEach((name, content) -> copy.files.put(name, new Content(content.forced)));
        } finally {
            lock.unlock();
        }
        return copy;
    }

    /** The bytes of a file, to be damaged. */
    byte[] bytes(String name) {
        return content(name).seen;
    }

    void replace(String name, byte[] bytes) {
        files.put(name, new Content(bytes));
    }

    @Override
    public String place() {
        return "/fake";
    }

    @Override
    public List<String> names() {
        lock.lock();
        try {
            return new ArrayList<>(files.keySet());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SegmentFile open(String name) throws IOException {
        if (!names().contains(name)) {
            throw new FileNotFoundException(name);
        }
        return new FakeFile(content(name));
    }

    @Override
    public void make(String name, int bytes) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        lock.lock();
        try {
            files.put(name, new Content(new byte[bytes]));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rename(String from, String to) {
        lock.lock();
        try {
            Content content = content(from);
            files.remove(from);
            files.put(to, content);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void delete(String name) {
        lock.lock();
        try {
            files.remove(name);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {}

    private Content content(String name) {
        lock.lock();
        try {
            return Objects.requireNonNull(files.get(name), name);
        } finally {
            lock.unlock();
        }
    }

    private final class FakeFile implements SegmentFile {
        private final Content content;

        FakeFile(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.seen.length;
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            if (readsLeft.getAndDecrement() <= 0) {
                throw new IOException("Input/output error");
            }
            lock.lock();
            try {
                int count = (int) Math.min(into.remaining(), content.seen.length - offset);
                into.put(content.seen, (int) offset, Math.max(0, count));
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            lock.lock();
            try {
                int count = failsToWrite ? from.remaining() / 2 : from.remaining();
                from.get(content.seen, (int) offset, count);
                if (failsToWrite) {
                    throw new IOException("Input/output error");
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void force() throws IOException {
            lock.lock();
            try {
                if (failsToForce) {
                    content.seen = content.forced.clone(); // as the page cache does: dropped
                    throw new IOException("Input/output error");
                }
                content.forced = content.seen.clone();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {}
    }
}
