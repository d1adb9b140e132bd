package io.vigia.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vigia.contract.Deletion;
import io.vigia.contract.Reading;
import io.vigia.contract.ReadingEvent;
import io.vigia.contract.TsSource;
import io.vigia.ingest.kafka.KnownSensors;
import io.vigia.ingest.kafka.ReadingLog;
import io.vigia.ingest.kafka.ReadingLog.DeliveryResult;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a caller is told of what Kafka did not acknowledge. */
class IntakeTest {
    private static final Reading READING = new Reading("1", "s", 0, TsSource.CLIENT, 1.5, false);
    private static final Deletion FIRST = new Deletion("2", "s");
    private static final Deletion SECOND = new Deletion("3", "t");

    @Test
    void a_reading_is_told_whether_it_may_have_been_stored() {
        assertThat(detail(() -> intake(DeliveryResult.NOT_STORED).take(READING)))
                .contains("nothing was stored");
        assertThat(detail(() -> intake(DeliveryResult.UNCERTAIN).take(READING)))
                .contains("the reading may have been stored");
    }

    @Test
    void a_deletion_is_told_whether_it_may_take_effect() {
        assertThat(detail(() -> intake(DeliveryResult.NOT_STORED).delete(List.of(FIRST))))
                .contains("nothing was deleted")
                .doesNotContain("stored");
        assertThat(detail(() -> intake(DeliveryResult.UNCERTAIN).delete(List.of(FIRST))))
                .contains("the deletion may take effect", "request it")
                .doesNotContain("reading");
    }

    @Test
    void of_several_deletions_one_that_is_in_the_log_is_not_denied() {
        assertThat(detail(() ->
                        intake(DeliveryResult.STORED, DeliveryResult.NOT_STORED).delete(List.of(FIRST, SECOND))))
                .contains("may take effect wholly or in part");
    }

    @Test
    void what_is_in_the_log_is_no_problem() {
        assertThatCode(() ->
                        intake(DeliveryResult.STORED, DeliveryResult.STORED).delete(List.of(FIRST, SECOND)))
                .doesNotThrowAnyException();
        assertThatCode(() -> intake().delete(List.of())).doesNotThrowAnyException();
    }

    private static String detail(ThrowingCallable call) {
        Problem problem = catchThrowableOfType(ProblemException.class, call).problem();
        assertThat(problem.status()).isEqualTo(503);
        return String.valueOf(problem.detail());
    }

    private static Intake intake(DeliveryResult... fates) {
        return new Intake(
                new KnownSensors(10),
                new SettledLog(new ArrayDeque<>(Arrays.asList(fates))),
                Duration.ofSeconds(5),
                new IngestMetrics(new SimpleMeterRegistry()));
    }

    /** Settles each event at once, with the fate that is next. */
    private record SettledLog(Queue<DeliveryResult> fates) implements ReadingLog {
        @Override
        public void append(ReadingEvent event, Ack ack) {
            ack.settled(fates.remove());
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
