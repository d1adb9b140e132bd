package io.vigia.notifier.channel;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the first {@value #MOST_BYTES} bytes of an answer, and reads no more. */
final class StartOfBody implements HttpResponse.BodySubscriber<byte[]> {
    static final int MOST_BYTES = 4_096;

    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), MOST_BYTES - kept.size())];
            buffer.get(bytes);
            kept.writeBytes(bytes);
        }
        Flow.Subscription running = subscription;
        if (running == null || done.isDone()) {
            return;
        }
        if (kept.size() == MOST_BYTES) {
            running.cancel();
            onComplete();
        } else {
            running.request(1);
        }
    }

    @Override
    public void onError(Throwable failed) {
        done.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
        done.complete(kept.toByteArray());
    }
}
