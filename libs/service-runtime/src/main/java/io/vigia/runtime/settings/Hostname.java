package io.vigia.runtime.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine or container that answers. */
final class Hostname {
    private static final String OF_THIS_MACHINE = lookUp();

    private Hostname() {}

    /** Looked up once; {@code localhost} where the machine knows no name of its own. */
    static String ofThisMachine() {
        return OF_THIS_MACHINE;
    }

    private static String lookUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
