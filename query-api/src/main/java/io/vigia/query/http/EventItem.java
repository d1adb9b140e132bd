package io.vigia.query.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigia.contract.EventJson;
import io.vigia.contract.Verdict;
import java.nio.charset.StandardCharsets;

/** A whole event in a list, byte for byte as it travels on its topic. */
record EventItem(@JsonValue @JsonRawValue String json) {
    static EventItem of(Verdict verdict) {
        return new EventItem(new String(EventJson.write(verdict), StandardCharsets.UTF_8));
    }
}
