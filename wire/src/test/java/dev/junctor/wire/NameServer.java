package dev.junctor.wire;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A name server (RFC 1035) that knows the IPv4 addresses of all names below {@code here.example}: 127.0.0.1. It is
 * silent about names below {@code silent.example}; other names do not exist.
 */
final class NameServer implements AutoCloseable {
    private static final int HEADER = 12;
    private static final int TYPE_A = 1;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final AtomicInteger questions = new AtomicInteger();

    NameServer() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    int questions() {
        return questions.get();
    }

    private void serve() {
        byte[] bytes = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                questions.incrementAndGet();
                byte[] answer = answer(bytes);
                if (answer.length > 0) {
                    socket.send(
                            new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static byte[] answer(byte[] question) {
        StringBuilder name = new StringBuilder();
        int at = HEADER;
        while (question[at] != 0) {
            name.append(
                            new String(
                                    question,
                                    at + 1,
                                    question[at],
                                    java.nio.charset.StandardCharsets.US_ASCII))
                    .append('.');
            at += 1 + question[at];
        }
        int type = question[at + 1] << 8 | question[at + 2];
        int end = at + 5;
        if (name.toString().endsWith("silent.example.")) {
            return new byte[0];
        }
        boolean known = name.toString().endsWith("here.example.");
        boolean addressed = known && type == TYPE_A;
        ByteBuffer out = ByteBuffer.allocate(end + (addressed ? 16 : 0));
        out.put(question, 0, 2);
        out.putShort((short) (0x8180 | (known ? 0 : NO_SUCH_NAME)));
        out.putShort((short) 1).putShort((short) (addressed ? 1 : 0)).putShort((short) 0);
        out.putShort((short) 0);
        out.put(question, HEADER, end - HEADER);
        if (addressed) {
            out.putShort((short) (0xC000 | HEADER)).putShort((short) TYPE_A).putShort((short) 1);
            out.putInt(60).putShort((short) 4).put(new byte[] {127, 0, 0, 1});
        }
        return out.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
