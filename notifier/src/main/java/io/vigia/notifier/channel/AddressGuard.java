package io.vigia.notifier.channel;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Refuses addresses at which a notification could reach what only this machine can reach: loopback, link-local (which clouds use
 * for credentials), unspecified and multicast ones. Addresses of private networks are allowed, since mail servers and
 * Alertmanagers are there.
 */
final class AddressGuard {
    private static final int IPV4_BYTES = 4;
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private final boolean allowPrivate;

    AddressGuard(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /**
     * Resolves a host, and checks every address that it has.
     *
     * @throws DeliveryException if it has none, or one that is refused
     */
    void check(String host) throws DeliveryException {
        try {
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            for (InetAddress address : InetAddress.getAllByName(bare)) {
                check(address);
            }
        } catch (UnknownHostException unknown) {
            throw DeliveryException.temporary("host " + host + " has no address");
        }
    }

    /** @throws DeliveryException if the address is refused */
    void check(InetAddress address) throws DeliveryException {
        if (!allowPrivate && (isOwn(address) || isOwnWithin(address))) {
            throw DeliveryException.temporary(
                    "address " + address.getHostAddress()
                            + " is loopback, link-local or not of one machine, and refused; allowPrivate: true allows it for this channel");
        }
    }

    private static boolean isOwn(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }

    /** The IPv4 address within an IPv6 one. */
    private static boolean isOwnWithin(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return false;
        }
        byte[] bytes = address.getAddress();
        byte[] prefix = Arrays.copyOf(bytes, bytes.length - IPV4_BYTES);
        if (!Arrays.equals(prefix, NAT64)
                && !Arrays.equals(prefix, MAPPED)
                && !Arrays.equals(prefix, new byte[prefix.length])) {
            return false;
        }
        try {
            return isOwn(InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length)));
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never);
        }
    }
}
