package io.vigia.cli.kafka;

import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records, one after the other. */
public interface Feed extends AutoCloseable {
    /** Without any. */
    Feed EMPTY = new Feed() {
        @Override
        public @Nullable ConsumerRecord<byte[], byte[]> next() {
            return null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** The next one; null at the end. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next();

    @Override
    void close();

    /** Only those that are wanted. */
    default Feed only(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        Feed all = this;
        return new Feed() {
            @Override
            public @Nullable ConsumerRecord<byte[], byte[]> next() {
                ConsumerRecord<byte[], byte[]> record = all.next();
                while (record != null && !wanted.test(record)) {
                    record = all.next();
                }
                return record;
            }

            @Override
            public void close() {
                all.close();
            }
        };
    }
}
