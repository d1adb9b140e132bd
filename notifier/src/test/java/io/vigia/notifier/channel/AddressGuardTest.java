package io.vigia.notifier.channel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "localhost",
                "0.0.0.0",
                "169.254.169.254",
                "224.0.0.1",
                "[::1]",
                "[::]",
                "[fe80::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::7f00:1]",
                "[::127.0.0.1]"
            })
    void what_only_this_machine_can_reach_is_refused_unless_allowed(String host) {
        assertThatThrownBy(() -> new AddressGuard(false).check(host))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("allowPrivate: true");
        assertThatCode(() -> new AddressGuard(true).check(host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "93.184.216.34", "[2001:db8::1]", "[64:ff9b::a00:1]"})
    void others_are_allowed(String host) {
        assertThatCode(() -> new AddressGuard(false).check(host)).doesNotThrowAnyException();
    }
}
