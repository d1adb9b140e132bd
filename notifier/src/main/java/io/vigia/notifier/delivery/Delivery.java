package io.vigia.notifier.delivery;

import io.vigia.notifier.message.Notice;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way to one channel.
 *
 * @param record from which it follows; null: it is a reminder
 * @param progress of the record's partition; null if and only if the record is
 * @param since when it was queued, nanoseconds of a monotonic clock
 */
record Delivery(
        String channel,
        Notice notice,
        @Nullable ConsumerRecord<byte[], byte[]> record,
        @Nullable PartitionProgress progress,
        long since) {
    /** The channel is done with it. */
    void settle() {
        if (record != null && progress != null) {
            progress.settle(channel, record.offset());
        }
    }

    /** Whether another instance delivers it. */
    boolean isDiscarded() {
        return progress != null && progress.isDiscarded();
    }
}
