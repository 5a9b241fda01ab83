package dev.junctor.lab.process;

import dev.junctor.lab.kit.FleetDesk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Very many callers: who come and say nothing, and who come and go. */
final class Crowds {
    private static final int DIALLERS = 8;
    private static final int BATCH = 25;

    private final Terms terms;

    Crowds(Terms terms) {
        this.terms = terms;
    }

    /** Connections without a word. */
    String idle(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), house.port());
        List<SocketChannel> crowd = new ArrayList<>();
        Vitals before = Vitals.glance(house);
        String lowered = "";
        try {
            while (crowd.size() < terms.idlers()) {
                try {
                    crowd.add(SocketChannel.open(address));
                } catch (IOException noMore) {
                    lowered = "; lowered, for the machine has no more: " + noMore.getMessage();
                    break;
                }
            }
            int all = crowd.size();
            boolean in =
                    FleetDesk.comesTrue(
                            Duration.ofSeconds(20), () -> Vitals.glance(house).callers() >= all);
            Vitals during = Vitals.glance(house);
            findings.expect(
                    in, "only " + during.callers() + " of " + all + " connections were accepted");
            while (goesOn.getAsBoolean()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            long each =
                    during.residentBytes() < 0
                            ? -1
                            : (during.residentBytes() - before.residentBytes()) / all / 1024;
            return all + " open, about " + each + " KB resident each" + lowered;
        } finally {
            for (SocketChannel one : crowd) {
                one.close();
            }
        }
    }

    /** New connections at a rate; each says half a line and is gone, with a reset, so that no port is used up. */
    String dialling(House house, Findings findings, BooleanSupplier goesOn)
            throws InterruptedException {
        AtomicInteger dialled = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < DIALLERS; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> dial(house.port(), begin, goesOn, dialled, refused)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        findings.expect(
                refused.get() * 100L <= dialled.get(),
                refused.get() + " of " + dialled.get() + " new connections were not taken");
        return "%d connections, %.0f/s of %d/s, %d not taken"
                .formatted(dialled.get(), dialled.get() / seconds, terms.dialling(), refused.get());
    }

    private void dial(
            int port,
            long begin,
            BooleanSupplier goesOn,
            AtomicInteger dialled,
            AtomicInteger refused) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ByteBuffer word = ByteBuffer.wrap("GET /v1/mod".getBytes(StandardCharsets.US_ASCII));
        try {
            while (goesOn.getAsBoolean()) {
                int number = dialled.getAndAdd(BATCH);
                long due = begin + number * 1_000_000_000L / terms.dialling();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                for (int i = 0; i < BATCH; i++) {
                    try (SocketChannel one = SocketChannel.open()) {
                        one.setOption(StandardSocketOptions.SO_LINGER, 0);
                        one.connect(address);
                        one.write(word.duplicate());
                    } catch (IOException noMore) {
                        refused.incrementAndGet();
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
