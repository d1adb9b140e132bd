package io.vigia.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The fields of each event")
class EventFieldsTest {
    private static final String ZEROS = "\"" + "0".repeat(64) + "\"";
    private static final String SCORE =
            "id:'a' sensor:'s' ts:5 value:1.5 status:'scored' anomaly:true alarm:false remaining:null prediction:1 lower:0"
                    + " upper:2 error:0.5 score:0.25 direction:'above' severity:'low' model:'m@1'";
    private static final String OPTIONAL_OF_SCORE =
            "remaining prediction lower upper error score direction severity model";

    /** An event with all its fields, and those of them that may be null or missing. */
    private enum Event {
        READING(EventJson::readReading, "id:'a' sensor:'s' ts:5 tsSource:'client' value:1.5 detect:true", "detect"),
        DELETION(EventJson::readReading, "id:'a' type:'deletion' sensor:'s'", ""),
        DELETION_AMONG_SCORES(EventJson::readScore, "id:'a' type:'deletion' sensor:'s'", ""),
        MODEL_CHANGE(EventJson::readReading, "id:'a' type:'model' sensors:'b*' model:'m@1' sha256:" + ZEROS, ""),
        SCORE_EVENT(EventJson::readScore, SCORE, OPTIONAL_OF_SCORE),
        ANOMALY(EventJson::readVerdict, SCORE + " window:[1,2.5]", OPTIONAL_OF_SCORE),
        VERDICT(EventJson::readDetection, SCORE + " window:[1,2.5]", OPTIONAL_OF_SCORE),
        DELETED(EventJson::readDetection, "id:'a' type:'deleted'", ""),
        KNOWN_SENSOR(EventJson::readKnownSensor, "sensor:'s' since:7", ""),
        MODEL_ASSIGNMENT(
                EventJson::readModelAssignment,
                "id:'a' sensors:'b*' model:'m@1' at:7 previous:'m@0' sha256:" + ZEROS,
                "previous"),
        MODEL_OUTCOME(
                EventJson::readModelOutcome,
                "id:'a' partition:3 sensors:'b*' model:'m@1' accepted:false reason:'why' at:7",
                "model reason"),
        INCIDENT(
                EventJson::readIncident,
                "id:'s~0' sensor:'s' change:'closed' number:2 reason:'value' severity:'low' opened:5 updated:6 closed:6"
                        + " closedBy:'recovered' anomalies:3 last:{\"ts\":5,\"value\":1} model:'m@1'"
                        + " peak:{\"ts\":5,\"value\":1,\"lower\":0,\"upper\":null,\"prediction\":0.5,\"x\":[1]}",
                "reason closed closedBy model");

        private final Function<byte[], Object> reader;
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Set<String> optional;

        Event(Function<byte[], Object> reader, String fields, String optional) {
            this.reader = reader;
            for (String field : fields.replace('\'', '"').split(" ")) {
                int colon = field.indexOf(':');
                this.fields.put(field.substring(0, colon), field.substring(colon + 1));
            }
            this.optional = Set.of(optional.split(" "));
        }

        Object read(Map<String, String> changed) {
            String json = changed.entrySet().stream()
                    .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
            return reader.apply(json.getBytes(StandardCharsets.UTF_8));
        }

        Map<String, String> with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return changed;
        }

        Map<String, String> without(String name) {
            Map<String, String> changed = new LinkedHashMap<>(fields);
            changed.remove(name);
            return changed;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_required_field_that_is_missing_null_or_of_another_type_is_refused_by_name(Event event) {
        for (String name : event.fields.keySet()) {
            if (!event.optional.contains(name) && !name.equals("type")) {
                assertRefused(event, name, event.without(name));
                assertRefused(event, name, event.with(name, "null"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_field_of_another_type_is_refused_by_name(Event event) {
        event.fields.forEach((name, value) -> {
            assertRefused(event, name, event.with(name, "{\"a\":[1]}"));
            assertRefused(event, name, event.with(name, value.startsWith("\"") ? "7" : "\"seven\""));
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_optional_field_that_is_missing_counts_as_null(Event event) {
        for (String name : event.optional) {
            if (!name.isEmpty() && !name.equals("detect")) {
                assertThat(event.read(event.without(name))).as(name).isEqualTo(event.read(event.with(name, "null")));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_field_that_the_event_does_not_have_is_ignored(Event event) {
        Object plain = event.read(event.fields);
        for (String newer : new String[] {"7", "null", "\"text\"", "[[1],{\"a\":2}]", "{\"id\":{\"sensor\":[]}}"}) {
            assertThat(event.read(event.with("newer", newer))).isEqualTo(plain);
        }
    }

    private static void assertRefused(Event event, String name, Map<String, String> changed) {
        assertThatThrownBy(() -> event.read(changed))
                .as("%s of %s", name, changed)
                .isInstanceOf(InvalidEventException.class)
                .isNotInstanceOf(UnknownTypeException.class)
                .hasMessageContaining(name);
    }
}
