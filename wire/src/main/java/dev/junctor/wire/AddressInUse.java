package dev.junctor.wire;

import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;

/** Somebody else listens on the address already. */
public final class AddressInUse extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final InetSocketAddress address;

    AddressInUse(InetSocketAddress address, IOException cause) {
        super(
                address.getHostString()
                        + ":"
                        + address.getPort()
                        + " is in use; choose another port or stop what listens there",
                cause);
        this.address = address;
    }

    /** The address that is taken. */
    public InetSocketAddress address() {
        return address;
    }
}
