package io.vigia.query.http;

import io.vigia.query.stream.StreamBatch;
import io.vigia.query.stream.Subscription;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * Writes one stream until its client disconnects or the service stops. A client that does not read blocks only this thread,
 * and no events are buffered for it; the server disconnects it after a minute.
 */
final class StreamWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWriter.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Subscription subscription;
    private final ResponseBodyEmitter response;
    private final StreamMeters meters;
    private final Runnable whenDone;
    private volatile boolean gone;

    /** @param whenDone runs once, after the last write */
    StreamWriter(Subscription subscription, ResponseBodyEmitter response, StreamMeters meters, Runnable whenDone) {
        this.subscription = subscription;
        this.response = response;
        this.meters = meters;
        this.whenDone = whenDone;
        response.onCompletion(() -> gone = true);
        response.onError(failure -> gone = true);
    }

    @Override
    public void run() {
        try {
            write();
            response.complete();
        } catch (IOException | IllegalStateException left) {
            LOG.debug("A stream client disconnected", left);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            response.complete();
        } catch (RuntimeException failed) {
            LOG.error("A stream failed", failed);
            response.complete();
        } finally {
            whenDone.run();
        }
    }

    private void write() throws IOException, InterruptedException {
        send(new SseBlock().retry().id(subscription.position()));
        long last = System.nanoTime();
        while (!gone && !subscription.ended()) {
            Duration quiet = Duration.ofNanos(System.nanoTime() - last);
            StreamBatch told =
                    subscription.take(quiet.compareTo(HEARTBEAT) < 0 ? HEARTBEAT.minus(quiet) : Duration.ZERO);
            if (!told.isEmpty()) {
                send(told);
                last = System.nanoTime();
            } else if (System.nanoTime() - last >= HEARTBEAT.toNanos()) {
                send(new SseBlock().comment().id(subscription.position()));
                last = System.nanoTime();
            }
        }
    }

    private void send(StreamBatch told) throws IOException {
        SseBlock block = new SseBlock();
        if (told.missed()) {
            meters.missed();
            block.gap();
        }
        told.events().forEach(block::event);
        send(block);
        meters.sent(told.events().size());
    }

    private void send(SseBlock block) throws IOException {
        response.send(block.bytes());
    }
}
