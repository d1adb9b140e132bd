package io.vigia.notifier.delivery;

import io.vigia.contract.Excerpt;
import io.vigia.notifier.channel.Channel;
import io.vigia.notifier.channel.DeliveryException;
import io.vigia.notifier.message.Notice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one channel, in order, on a thread of its own, so that a slow channel holds up no other. What fails is repeated; what
 * fails for too long, or would fail each time, becomes a dead letter. At most {@value #MOST_QUEUED} deliveries wait; beyond,
 * each becomes a dead letter at once.
 */
final class ChannelWorker implements AutoCloseable {
    /** Waiting deliveries of a channel; each takes about 2 kB. */
    static final int MOST_QUEUED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);
    /** Notices of one message; of more than 20 sensors, the message says how many. */
    private static final int MOST_GROUPED = 500;

    private static final Duration RESEND = Duration.ofMinutes(1);

    private final String name;
    private final Channel channel;
    private final Duration groupWait;
    private final Backoff backoff;
    private final DeadLetters letters;
    private final NotifierMetrics metrics;
    private final Supplier<List<Notice>> open;
    private final Duration resend;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private long resentAt = System.nanoTime();
    private boolean closed;
    private volatile @Nullable String trouble;

    /** @param open the notices of the open incidents that the channel is told of now */
    ChannelWorker(
            String name,
            Channel channel,
            Duration groupWait,
            Backoff backoff,
            DeadLetters letters,
            NotifierMetrics metrics,
            Supplier<List<Notice>> open) {
        this(name, channel, groupWait, backoff, letters, metrics, open, RESEND);
    }

    /** @param resend how often open incidents are said again, where the channel wants that */
    ChannelWorker(
            String name,
            Channel channel,
            Duration groupWait,
            Backoff backoff,
            DeadLetters letters,
            NotifierMetrics metrics,
            Supplier<List<Notice>> open,
            Duration resend) {
        this.name = name;
        this.channel = channel;
        this.groupWait = channel.groups() ? groupWait : Duration.ZERO;
        this.backoff = backoff;
        this.letters = letters;
        this.metrics = metrics;
        this.open = open;
        this.resend = resend;
        thread = new Thread(this::run, "channel-" + name);
        thread.setDaemon(true);
        metrics.pending(name, this, ChannelWorker::size);
    }

    /** Starts, unless it has. */
    synchronized void start() {
        if (thread.getState() == Thread.State.NEW) {
            resentAt = System.nanoTime() - resend.toNanos();
            thread.start();
        }
    }

    /** What is wrong with the channel; null if its last call succeeded. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** How many deliveries wait, or are being sent. */
    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Queues a delivery; one that finds the queue full is a dead letter at once.
     *
     * @throws KafkaException if it should be a dead letter, and that was not acknowledged
     */
    void add(Delivery delivery) throws InterruptedException {
        lock.lock();
        try {
            if (queue.size() < MOST_QUEUED) {
                queue.add(delivery);
                changed.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        letter(delivery, MOST_QUEUED + " notifications already wait for this channel");
        delivery.settle();
    }

    /** Begins nothing more; returns at once. What is pending is repeated after the next start. */
    void stop() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Stops, and waits for the call that is under way. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(2_000);
            thread.interrupt();
            thread.join(2_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                List<Delivery> batch = next();
                if (batch.isEmpty()) {
                    if (isClosed()) {
                        return;
                    }
                    sendAgain();
                } else {
                    deliver(batch);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** The next deliveries, which stay in the queue; empty if it is time to send what is open again, or if this is closed. */
    private List<Delivery> next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                queue.removeIf(Delivery::isDiscarded);
                Delivery first = queue.peek();
                long wait = Math.min(
                        first == null ? Long.MAX_VALUE : first.since() + groupWait.toNanos() - System.nanoTime(),
                        untilResend());
                if (first != null && first.since() + groupWait.toNanos() - System.nanoTime() <= 0) {
                    return batch();
                }
                if (wait <= 0) {
                    return List.of();
                }
                changed.awaitNanos(Math.min(wait, TimeUnit.MINUTES.toNanos(1)));
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private long untilResend() {
        return channel.resends() ? resentAt + resend.toNanos() - System.nanoTime() : Long.MAX_VALUE;
    }

    private List<Delivery> batch() {
        return queue.stream().limit(channel.groups() ? MOST_GROUPED : 1).toList();
    }

    private void deliver(List<Delivery> first) throws InterruptedException {
        List<Delivery> batch = new ArrayList<>(first);
        for (int failures = 1; !batch.isEmpty(); failures++) {
            String reason;
            long start = System.nanoTime();
            try {
                channel.send(batch.stream().map(Delivery::notice).toList());
                metrics.delivered(name, System.nanoTime() - start);
                trouble = null;
                settle(batch);
                return;
            } catch (DeliveryException failed) {
                reason = String.valueOf(failed.getMessage());
                if (failed.isPermanent()) {
                    giveUp(batch, reason);
                    return;
                }
            } catch (RuntimeException unexpected) {
                // It would repeat each time. Its message may contain anything.
                LOG.error("Channel {} failed: {}", name, unexpected.getClass().getName());
                giveUp(batch, "the notifier failed: " + unexpected.getClass().getSimpleName());
                return;
            }
            trouble = Excerpt.of(reason);
            List<Delivery> old = batch.stream().filter(this::isOld).toList();
            giveUp(old, reason);
            batch.removeAll(old);
            if (batch.isEmpty()) {
                return;
            }
            metrics.retried(name);
            long wait = backoff.waitNanos(failures);
            LOG.warn(
                    "Channel {} did not take {} notification(s), retrying in {} ms: {}",
                    name,
                    batch.size(),
                    TimeUnit.NANOSECONDS.toMillis(wait),
                    reason);
            if (!pause(wait)) {
                return;
            }
            batch.removeIf(Delivery::isDiscarded);
        }
    }

    private boolean isOld(Delivery delivery) {
        return System.nanoTime() - delivery.since() > backoff.giveUp().toNanos();
    }

    private void settle(List<Delivery> batch) {
        batch.forEach(Delivery::settle);
        lock.lock();
        try {
            batch.forEach(queue::removeFirstOccurrence);
        } finally {
            lock.unlock();
        }
    }

    /** Until all of them are dead letters; while Kafka is unavailable, they are pending. */
    private void giveUp(List<Delivery> batch, String reason) throws InterruptedException {
        for (Delivery delivery : batch) {
            for (int failures = 1; !delivery.isDiscarded(); failures++) {
                try {
                    letter(delivery, reason);
                    break;
                } catch (KafkaException away) {
                    LOG.warn("{}; retrying", away.getMessage());
                    if (!pause(backoff.waitNanos(failures))) {
                        return;
                    }
                }
            }
            settle(List.of(delivery));
        }
    }

    private void letter(Delivery delivery, String reason) throws InterruptedException {
        LOG.error(
                "Giving up notification {} to channel {}: {}", delivery.notice().key(), name, reason);
        if (delivery.record() != null) {
            letters.send(delivery.record(), name, reason);
        }
        metrics.deadLettered(name);
    }

    private void sendAgain() throws InterruptedException {
        resentAt = System.nanoTime();
        List<Notice> notices = open.get();
        if (notices.isEmpty()) {
            return;
        }
        try {
            channel.resend(notices);
            trouble = null;
        } catch (DeliveryException failed) {
            trouble = Excerpt.of(String.valueOf(failed.getMessage()));
            LOG.warn("Channel {} did not take {} open incident(s) again: {}", name, notices.size(), trouble);
        }
    }

    /** False if this was closed meanwhile. */
    private boolean pause(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        lock.lock();
        try {
            for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
                changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
