package dev.junctor.lab.process;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Handshakes that are none, that stop in the middle, or that begin again. */
final class TlsAbuse {
    private TlsAbuse() {}

    /** Garbage in place of a handshake, and handshakes that break off. */
    static String garbage(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        int closed = 0;
        int all = 0;
        do {
            for (String said :
                    new String[] {
                        "GET / HTTP/1.1\r\nHost: lab\r\n\r\n",
                        "\u0016\u0003\u0001\u00ff\u00ff" + "x".repeat(5_000),
                        "\u0016\u0003\u0003\u0000\u0005hello",
                        "\u0080\u0001\u0002".repeat(500)
                    }) {
                all++;
                try (Talk caller = Talk.to(house.port(), Optional.empty())) {
                    caller.say(said);
                    caller.socket().setSoTimeout(15_000);
                    closed += caller.isClosed() ? 1 : 0;
                } catch (IOException cut) {
                    closed++;
                }
            }
        } while (goesOn.getAsBoolean());
        findings.expect(closed == all, (all - closed) + " bad handshakes were kept");
        return closed + " of " + all + " closed";
    }

    /** A second handshake on a connection that has one, as TLS 1.2 allows and no server should. */
    static String renegotiation(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        SSLContext context = house.tls().orElseThrow();
        int refused = 0;
        int all = 0;
        do {
            all++;
            try (SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory().createSocket("127.0.0.1", house.port())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                socket.setSoTimeout(5_000);
                socket.startHandshake();
                byte[] first = socket.getSession().getId();
                try {
                    socket.getSession().invalidate();
                    socket.startHandshake();
                    socket.getOutputStream().write(Talk.request("GET", "/healthz", "", ""));
                    int heard = socket.getInputStream().read();
                    boolean same = java.util.Arrays.equals(first, socket.getSession().getId());
                    refused += heard < 0 || same ? 1 : 0;
                } catch (IOException noAgain) {
                    refused++;
                }
            }
        } while (goesOn.getAsBoolean());
        findings.expect(refused == all, (all - refused) + " renegotiations were accepted");
        return refused + " of " + all + " refused";
    }
}
