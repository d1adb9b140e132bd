package io.vigia.notifier.delivery;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.InvalidEventException;
import io.vigia.contract.RecordHeaders;
import io.vigia.kafka.KafkaSettings;
import io.vigia.kafka.SettingsView;
import io.vigia.notifier.channel.Channel;
import io.vigia.notifier.config.ChannelConfig;
import io.vigia.notifier.config.NotifyConfig;
import io.vigia.notifier.message.Notice;
import io.vigia.runtime.thread.DaemonScheduler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the channels of the incidents in their topic, and reminds of those that stay open. */
public final class NotifierService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierService.class);
    private static final Duration TICK = Duration.ofSeconds(5);

    private final OpenIncidents open;
    private final SettingsView settings;
    private final Notices notices;
    private final DeadLetters letters;
    private final Map<String, ChannelWorker> workers = new LinkedHashMap<>();
    private final IncidentReader reader;
    private final InstantSource clock;
    private final ScheduledExecutorService ticks = DaemonScheduler.named("reminders");
    private volatile Instant remindedUntil;
    private volatile boolean started;

    /** @param channels makes a channel from its configuration */
    public NotifierService(
            KafkaSettings kafka,
            NotifyConfig config,
            Function<ChannelConfig, Channel> channels,
            SettingsView settings,
            OpenIncidents open,
            NotifierMetrics metrics,
            Backoff backoff,
            InstantSource clock) {
        this.open = open;
        this.settings = settings;
        this.clock = clock;
        remindedUntil = clock.instant();
        notices = new Notices(config, settings::effective, clock);
        letters = new DeadLetters(kafka);
        config.channels()
                .forEach((name, channel) -> workers.put(
                        name,
                        new ChannelWorker(
                                name,
                                channels.apply(channel),
                                config.groupWait(),
                                backoff,
                                letters,
                                metrics,
                                () -> notices.open(open.all(), channel))));
        reader = new IncidentReader(kafka, config.channels().keySet(), this::isLoaded, this::take, metrics);
    }

    /** Starts; the topics must exist. Returns at once. */
    public void start() {
        if (!started) {
            started = true;
            open.start();
            reader.start();
            var unused =
                    ticks.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether changes of incidents are being read. */
    public boolean isReading() {
        return reader.isReading();
    }

    /** The failure of the reading thread within the last minute; null if there was none. */
    public @Nullable String recentFailure() {
        return reader.recentFailure();
    }

    /** What is wrong with channels, by name. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        workers.forEach((name, worker) -> {
            String trouble = worker.trouble();
            if (trouble != null) {
                troubles.put(name, trouble);
            }
        });
        return troubles;
    }

    /** Once it is, the channels start too: they are told of what is open. */
    private boolean isLoaded() {
        if (!settings.caughtUp() || !open.caughtUp()) {
            return false;
        }
        workers.values().forEach(ChannelWorker::start);
        return true;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, PartitionProgress progress) throws InterruptedException {
        Incident change;
        try {
            change = EventJson.readIncident(record.value());
        } catch (InvalidEventException newer) {
            LOG.warn(
                    "Skipped {}-{}@{}, which is no incident that this version knows: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    newer.getMessage());
            return;
        }
        Notice notice = notices.of(change, record.value()).orElse(null);
        if (notice == null) {
            return;
        }
        Header again = record.headers().lastHeader(RecordHeaders.NOTIFY_CHANNEL);
        List<String> names = again == null
                ? notices.channels(notice).stream()
                        .map(channel -> channel.common().name())
                        .toList()
                : List.of(new String(again.value(), StandardCharsets.UTF_8));
        for (String name : names) {
            ChannelWorker worker = workers.get(name);
            if (worker != null && !progress.isSettled(name, record.offset())) {
                progress.add(name, record.offset());
                worker.add(new Delivery(name, notice, record, progress, System.nanoTime()));
            }
        }
    }

    private void tick() {
        try {
            if (!reader.isReading()) {
                return;
            }
            Instant since = remindedUntil;
            remindedUntil = clock.instant();
            for (Notice reminder : notices.reminders(open.all(), since)) {
                for (ChannelConfig channel : notices.channels(reminder)) {
                    if (channel.isForPeople()) {
                        String name = channel.common().name();
                        Objects.requireNonNull(workers.get(name))
                                .add(new Delivery(name, reminder, null, null, System.nanoTime()));
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            LOG.error("Reminders failed; the next ones are tried", unexpected);
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        // Before the reader, whose last commit then has all that was sent.
        workers.values().forEach(ChannelWorker::stop);
        workers.values().forEach(ChannelWorker::close);
        reader.close();
        letters.close();
        open.close();
    }
}
