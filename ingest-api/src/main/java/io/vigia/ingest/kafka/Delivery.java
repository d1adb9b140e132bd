package io.vigia.ingest.kafka;

import io.vigia.contract.ReadingEvent;
import io.vigia.ingest.kafka.ReadingLog.DeliveryResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The events of one request on their way to the log, and the result of each. */
public final class Delivery {
    private final AtomicReferenceArray<DeliveryResult> fates;
    private final CountDownLatch unsettled;

    private Delivery(int count) {
        this.fates = new AtomicReferenceArray<>(count);
        this.unsettled = new CountDownLatch(count);
    }

    /** Sends all events, in order, and waits until each has a result or {@code timeout} has passed. */
    public static Delivery of(List<? extends ReadingEvent> events, ReadingLog log, Duration timeout) {
        Delivery delivery = new Delivery(events.size());
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int i = 0; i < events.size(); i++) {
            delivery.append(events.get(i), i, log, deadline);
        }
        delivery.await(deadline);
        return delivery;
    }

    /** The result of the event at {@code index}; once known, it does not change. */
    public DeliveryResult fate(int index) {
        DeliveryResult fate = fates.get(index);
        return fate == null ? DeliveryResult.UNCERTAIN : fate;
    }

    private void append(ReadingEvent event, int index, ReadingLog log, long deadline) {
        if (System.nanoTime() - deadline > 0) {
            settle(index, DeliveryResult.NOT_STORED);
        } else {
            log.append(event, fate -> settle(index, fate));
        }
    }

    private void settle(int index, DeliveryResult fate) {
        fates.set(index, fate);
        unsettled.countDown();
    }

    private void await(long deadline) {
        try {
            unsettled.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
