package io.vigia.runtime.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Identifies a caller by a part of its address. */
public final class CallerAddress {
    /** The bytes of an IPv6 network as assigned by providers: its owner has all 2^64 addresses in it. */
    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    /** An IPv4 address unchanged, or the network of an IPv6 address. */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // A literal with colons is never looked up.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length <= NETWORK_BYTES
                    ? address
                    : HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (UnknownHostException noLiteral) {
            return address;
        }
    }
}
