package io.vigia.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.contract.SensorPattern;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final String[] PIECES = {
        "send", "read", ",", "administer", "#", " ", "\n", "\t", "a", "é", "0".repeat(64), "F".repeat(64), "vigia_"
    };

    private static final SecureRandom RANDOM = new SecureRandom();

    private final NewKey sender = NewKey.random(RANDOM);
    private final NewKey reader = NewKey.random(RANDOM);

    @Test
    void a_key_is_found_by_what_its_holder_sends() throws Exception {
        KeyRing ring = KeyRing.parse("# the plant\n\n" + sender.line(Set.of(Role.SEND), "boiler-room") + "\r\n  "
                + reader.line(Set.of(Role.READ, Role.SEND), "panel") + " \n");

        ApiKey found = ring.find(reader.key());
        assertThat(found).isNotNull();
        assertThat(found.name()).isEqualTo("panel");
        assertThat(found.roles()).containsExactlyInAnyOrder(Role.SEND, Role.READ);
        assertThat(ring.find(sender.key()).name()).isEqualTo("boiler-room");
        assertThat(ring.size()).isEqualTo(2);
    }

    @Test
    void a_key_may_be_for_some_sensors_alone() throws Exception {
        List<SensorPattern> sensors = List.of(new SensorPattern("boiler-*"), new SensorPattern("pump-1"));
        KeyRing ring = KeyRing.parse(sender.line(Set.of(Role.SEND), sensors, "boiler-room"));
        assertThat(ring.find(sender.key()).sensors()).isEqualTo(sensors);
        assertThat(ring.find(sender.key()).name()).isEqualTo("boiler-room");
    }

    @Test
    void what_is_no_key_is_nobodys() throws Exception {
        KeyRing ring = KeyRing.parse(sender.line(Set.of(Role.SEND), "boiler-room"));

        assertThat(ring.find(reader.key())).isNull();
        assertThat(ring.find("")).isNull();
        assertThat(ring.find(sender.key() + " ")).isNull();
        assertThat(ring.find(sender.key().substring(1))).isNull();
        // The digest itself opens nothing, so that the file's reader has no key.
        assertThat(ring.find(sender.line(Set.of(Role.SEND), "a").split(" ", -1)[2]))
                .isNull();
    }

    @Test
    void a_line_that_cant_be_read_is_named_by_its_number_and_not_shown() {
        String good = sender.line(Set.of(Role.SEND), "boiler-room");
        refused("", "the file has no key; create one with './vigia key new'");
        refused("# only words", "the file has no key");
        refused(good + "\nsend panel", "line 2 has 2 fields; must be 'role name sha256' or 'role sensors name sha256'");
        refused(good.replace("boiler-room", "boiler-*, boiler-room"), "line 1 has invalid sensors in its second field");
        refused(good.replace("boiler-room", "boiler/* boiler-room"), "line 1 has invalid sensors in its second field");
        refused(
                good.replace("send", "write"),
                "line 1 starts with an invalid role; must be send, read, operate or administer");
        refused(good.replace("send", "send,"), "line 1 starts with an invalid role");
        refused(good.replace("boiler-room", "boiler/room"), "line 1 has an invalid name; must be");
        refused(good.substring(1), "line 1 starts with an invalid role");
        refused(good.substring(0, good.length() - 1), "line 1 has an invalid SHA-256 as its last field");
        refused(
                good + "\n" + reader.line(Set.of(Role.READ), "boiler-room"),
                "line 2 repeats the name or the key of an");
        refused(
                good + "\n" + sender.line(Set.of(Role.READ), "panel"),
                "line 2 repeats the name or the key of an earlier line");
        assertThatThrownBy(() -> KeyRing.parse("send boiler-room " + sender.key()))
                .hasMessage("line 1 contains the key itself; write its SHA-256 in hex instead")
                .hasMessageNotContaining(sender.key());
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> KeyRing.parse(text))
                .isInstanceOf(InvalidKeysException.class)
                .hasMessageContaining(message);
    }

    @Property(tries = 500)
    void any_text_is_read_or_refused_and_never_opens_to_a_key_that_it_does_not_hold(Draw draw) {
        String text = String.join("", draw.list(0, 20, () -> draw.of(PIECES)));
        try {
            assertThat(KeyRing.parse(text).find(reader.key())).isNull();
        } catch (InvalidKeysException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 300)
    void any_bytes_are_read_or_refused(Draw draw) {
        byte[] bytes = draw.bytes();
        try {
            KeyRing.parse(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (InvalidKeysException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void a_new_key_has_256_random_bits_and_shows_itself_to_nobody() {
        assertThat(sender.key()).matches("vigia_[A-Za-z0-9_-]{43}").isNotEqualTo(reader.key());
        assertThat(sender.toString()).doesNotContain(sender.key().substring(NewKey.PREFIX.length()));
    }
}
