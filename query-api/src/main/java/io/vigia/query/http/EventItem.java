package io.vigia.query.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.Label;
import io.vigia.contract.Maintenance;
import io.vigia.contract.Verdict;
import java.nio.charset.StandardCharsets;

/** A whole event in a list, byte for byte as it travels on its topic. */
record EventItem(@JsonValue @JsonRawValue String json) {
    static EventItem of(Verdict verdict) {
        return of(EventJson.write(verdict));
    }

    static EventItem of(Incident incident) {
        return of(EventJson.write(incident));
    }

    static EventItem of(Maintenance planned) {
        return of(EventJson.write(planned));
    }

    static EventItem of(Label label) {
        return of(EventJson.write(label));
    }

    private static EventItem of(byte[] event) {
        return new EventItem(new String(event, StandardCharsets.UTF_8));
    }
}
