package io.vigia.cli.bench;

import io.vigia.ingest.kafka.ReadingProducer;
import io.vigia.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A producer configured as in ingest-api: threads that each send a batch of records, await the acks and repeat. */
final class ProducerLoop implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final List<byte[][]> records;

    /** @param records key and value of each; sent repeatedly */
    ProducerLoop(KafkaSettings kafka, List<byte[][]> records) {
        this.topic = kafka.topics().readings();
        this.records = records;
        producer = new KafkaProducer<>(ReadingProducer.config(kafka.clientConfig(), Duration.ofSeconds(5), 64L << 20));
    }

    Rate run(int threads, int batch, Duration time) {
        ExecutorService senders = Executors.newFixedThreadPool(threads);
        try {
            Rate.Start start = Rate.start();
            List<Future<Long>> sent = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                sent.add(senders.submit(() -> send(batch, start.nanos() + time.toNanos())));
            }
            long total = 0;
            for (Future<Long> one : sent) {
                total += one.get();
            }
            return start.rate(total);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private long send(int batch, long until) throws InterruptedException {
        long sent = 0;
        while (System.nanoTime() < until) {
            CountDownLatch acknowledged = new CountDownLatch(batch);
            for (int i = 0; i < batch; i++) {
                byte[][] record = records.get(i % records.size());
                var unused = producer.send(
                        new ProducerRecord<>(topic, record[0], record[1]),
                        (metadata, failure) -> acknowledged.countDown());
            }
            acknowledged.await();
            sent += batch;
        }
        return sent;
    }

    @Override
    public void close() {
        producer.close();
    }
}
