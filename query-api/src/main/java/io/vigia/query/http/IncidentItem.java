package io.vigia.query.http;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.runtime.answer.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An incident with its history: the fields of its latest change, and {@code history}.
 *
 * @param json as in its topic, with one member more
 */
record IncidentItem(@JsonValue ObjectNode json) {
    /** @param history oldest first, not empty */
    static IncidentItem of(List<Incident> history) {
        ObjectNode incident = json(history.get(history.size() - 1));
        incident.putArray("history")
                .addAll(history.stream().map(IncidentItem::json).toList());
        return new IncidentItem(incident);
    }

    private static ObjectNode json(Incident incident) {
        return Json.MAPPER.readTree(EventJson.write(incident)).asObject();
    }
}
