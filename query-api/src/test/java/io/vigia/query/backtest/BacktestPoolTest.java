package io.vigia.query.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.SensorSettings;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The threads of back-tests")
class BacktestPoolTest {
    private static final Findings NOTHING = new Findings(0, 0, List.of(), List.of());
    private static final BacktestResult RESULT = new BacktestResult(
            new BacktestQuestion("s", 0, 1, 0, SensorSettings.NONE, null, BacktestQuestion.AS_SET),
            "usual@1",
            SensorSettings.NONE,
            0,
            true,
            NOTHING,
            NOTHING);

    private final BacktestPool pool = new BacktestPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean interrupted;

    @AfterEach
    void close() {
        end.countDown();
        pool.close();
    }

    private BacktestResult lasting() {
        try {
            assertThat(end.await(5, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException cancelled) {
            interrupted = true;
            throw new CancellationException();
        }
        return RESULT;
    }

    @Test
    void a_caller_who_asks_twice_is_refused_and_others_are_not() throws Exception {
        BacktestPool.Ticket first = pool.submit("ana", this::lasting);
        assertRefused("ana", BacktestPool.Refusal.CALLER_HAS_ONE);
        BacktestPool.Ticket other = pool.submit("ben", this::lasting);
        end.countDown();
        assertThat(first.answer().get(1, TimeUnit.MINUTES)).isSameAs(RESULT);
        assertThat(other.answer().get(1, TimeUnit.MINUTES)).isSameAs(RESULT);
        await().untilAsserted(() ->
                assertThat(pool.submit("ana", () -> RESULT).answer().get()).isSameAs(RESULT));
    }

    @Test
    void few_wait_and_more_are_refused() throws Exception {
        int taken = 0;
        try {
            for (int i = 0; i < 100; i++) {
                pool.submit("caller-" + i, this::lasting);
                taken++;
            }
        } catch (BacktestPool.RefusedException full) {
            assertThat(full.why()).isEqualTo(BacktestPool.Refusal.FULL);
        }
        assertThat(taken)
                .isBetween(BacktestPool.MOST_WAITING + 1, BacktestPool.MOST_WAITING + BacktestPool.MOST_THREADS);
    }

    @Test
    void a_cancelled_one_is_interrupted_and_leaves_its_place() throws Exception {
        BacktestPool.Ticket first = pool.submit("ana", this::lasting);
        first.cancel();
        assertThat(first.answer()).isCancelled();
        BacktestPool.Ticket second = pool.submit("ana", () -> RESULT);
        assertThat(second.answer().get(1, TimeUnit.MINUTES)).isSameAs(RESULT);
    }

    @Test
    void a_running_one_stops_when_it_is_cancelled() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        BacktestPool.Ticket running = pool.submit("ana", () -> {
            began.countDown();
            return lasting();
        });
        assertThat(began.await(1, TimeUnit.MINUTES)).isTrue();
        running.cancel();
        await().until(() -> interrupted);
    }

    @Test
    void a_failure_is_the_answer() throws Exception {
        BacktestPool.Ticket failing = pool.submit("ana", () -> {
            throw new IllegalStateException("by the test");
        });
        assertThatThrownBy(() -> failing.answer().get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("by the test");
    }

    @Test
    void nobody_waits_for_those_that_had_not_begun_when_it_is_closed() throws Exception {
        BacktestPool.Ticket last = pool.submit("first", this::lasting);
        for (int i = 0; i < BacktestPool.MOST_WAITING; i++) {
            last = pool.submit("caller-" + i, this::lasting);
        }
        pool.close();
        assertThat(last.answer()).isCancelled();
    }

    private void assertRefused(String caller, BacktestPool.Refusal why) {
        assertThatThrownBy(() -> pool.submit(caller, this::lasting))
                .isInstanceOfSatisfying(
                        BacktestPool.RefusedException.class,
                        refused -> assertThat(refused.why()).isEqualTo(why));
    }
}
