package io.vigia.runtime.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine or container that answers. */
final class Hostname {
    private static final String OF_THIS_MACHINE = lookUp();

    private Hostname() {}

    /** Looked up once; {@code localhost} if the machine does not know its name. */
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
