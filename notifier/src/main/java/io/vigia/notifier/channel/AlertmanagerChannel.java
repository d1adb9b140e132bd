package io.vigia.notifier.channel;

import io.vigia.contract.Incident;
import io.vigia.notifier.config.ChannelConfig.Alertmanager;
import io.vigia.notifier.config.Secret;
import io.vigia.notifier.message.MessageText;
import io.vigia.notifier.message.Notice;
import io.vigia.runtime.answer.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the alerts of an Alertmanager as the incidents are: an open one is sent each minute, so that it ends by itself if nobody
 * sends it any more, and ends with the incident.
 */
final class AlertmanagerChannel implements Channel {
    /** After how long an alert ends that is not sent again: a few times the minute after which it is. */
    private static final Duration LASTS = Duration.ofMinutes(5);
    /** Alerts of one call. */
    private static final int MOST_ALERTS = 100;

    private static final int MOST_ENDED = 1_000;

    private final HttpCaller caller;
    private final URI url;
    private final MessageText words;
    private final InstantSource clock;
    private final Map<String, String> headers = new LinkedHashMap<>();
    /** What was sent last of each open incident, by id: labels that change are another alert. */
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    /** The ids that ended last: what is open may be known from a moment before. */
    private final Set<String> ended = new LinkedHashSet<>();

    AlertmanagerChannel(Alertmanager config, HttpCaller caller, MessageText words, InstantSource clock) {
        this.caller = caller;
        this.url = URI.create(config.url().toString().replaceFirst("/$", "") + "/api/v2/alerts");
        this.words = words;
        this.clock = clock;
        headers.put("Content-Type", "application/json");
        Secret token = config.token();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token.reveal());
        }
    }

    @Override
    public boolean groups() {
        return false;
    }

    @Override
    public boolean resends() {
        return true;
    }

    @Override
    public void send(List<Notice> notices) throws DeliveryException, InterruptedException {
        Map<String, String> keyed = new LinkedHashMap<>(headers);
        keyed.put("Idempotency-Key", notices.get(0).key());
        post(keyed, notices);
    }

    @Override
    public void resend(List<Notice> known) throws DeliveryException, InterruptedException {
        List<Notice> open = known.stream()
                .filter(notice -> !ended.contains(notice.incident().id()))
                .toList();
        for (int from = 0; from < open.size(); from += MOST_ALERTS) {
            post(headers, open.subList(from, Math.min(from + MOST_ALERTS, open.size())));
        }
        List<String> ids = open.stream().map(notice -> notice.incident().id()).toList();
        labels.keySet().retainAll(new HashSet<>(ids));
    }

    private void post(Map<String, String> with, List<Notice> notices) throws DeliveryException, InterruptedException {
        Instant now = clock.instant();
        List<Map<String, @Nullable Object>> alerts = new ArrayList<>();
        for (Notice notice : notices) {
            Map<String, String> before = labels.get(notice.incident().id());
            if (before != null && !before.equals(labels(notice.incident()))) {
                alerts.add(alert(notice, before, now, now));
            }
            alerts.add(alert(
                    notice,
                    labels(notice.incident()),
                    now,
                    notice.incident().isOpen() && notice.kind() != Notice.Kind.TEST ? now.plus(LASTS) : now));
        }
        caller.post(url, with, Json.bytes(alerts));
        for (Notice notice : notices) {
            Incident incident = notice.incident();
            if (incident.isOpen()) {
                labels.put(incident.id(), labels(incident));
            } else {
                labels.remove(incident.id());
                end(incident.id());
            }
        }
    }

    private void end(String id) {
        ended.add(id);
        if (ended.size() > MOST_ENDED) {
            ended.remove(ended.iterator().next());
        }
    }

    private Map<String, @Nullable Object> alert(
            Notice notice, Map<String, String> labelled, Instant now, Instant endsAt) {
        Incident incident = notice.incident();
        Map<String, @Nullable Object> alert = new LinkedHashMap<>();
        alert.put("labels", labelled);
        alert.put("annotations", Map.of("summary", words.title(notice), "description", words.sentence(notice)));
        Instant opened = Instant.ofEpochMilli(incident.opened());
        // The reading's time may be ahead of this clock, and an alert that ends before it starts is refused.
        alert.put("startsAt", (opened.isBefore(now) ? opened : now).toString());
        alert.put("endsAt", endsAt.toString());
        URI link = words.link(notice);
        if (link != null) {
            alert.put("generatorURL", link.toString());
        }
        return alert;
    }

    private static Map<String, String> labels(Incident incident) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", "VigiaIncident");
        labels.put("sensor", incident.sensor());
        labels.put("severity", incident.severity().wire());
        labels.put(
                "reason",
                incident.reason() == null ? "unknown" : incident.reason().wire());
        labels.put("incident", incident.id());
        return labels;
    }
}
