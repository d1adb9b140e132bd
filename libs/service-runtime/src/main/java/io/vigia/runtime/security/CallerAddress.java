package io.vigia.runtime.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** By which part of its address a caller is told from others. */
final class CallerAddress {
    /** The part of an IPv6 address that a provider gives out: whoever has it has all 2^64 that begin so. */
    private static final int NETWORK_BYTES = 8;

    private CallerAddress() {}

    /** An IPv4 address as it is, and the network of an IPv6 one. */
    static String of(String address) {
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
