package io.vigia.ingest.app;

import static io.vigia.ingest.app.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.contract.EventJson;
import io.vigia.contract.Reading;
import io.vigia.contract.Topics;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import io.vigia.testkit.BrokerProcess;
import io.vigia.testkit.KafkaBroker;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** ingest-api while Kafka keeps its connections and answers nothing: what is sent piles up, as far as it may. */
class KafkaSilentTest {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int IN_FLIGHT_BYTES = 1 << 20;

    /** Of 64 kB, what a body's memory grows by, one more than go into the bound. */
    private static final int HELD_AT_MOST = IN_FLIGHT_BYTES + (64 << 10);

    private static final int MAX_WAITING = 4;
    private static final int RECORDS = 20_000;

    /** A call that is still open after so long waits for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final String prefix = KafkaBroker.uniquePrefix();
    private final AtomicLong next = new AtomicLong(1);
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    private Client client;
    private Client management;

    @Test
    void what_waits_is_bounded_and_what_is_acknowledged_is_in_the_log_once() throws Exception {
        try (BrokerProcess kafka = BrokerProcess.start();
                ConfigurableApplicationContext service = start(kafka.broker())) {
            client = new Client(ServiceLauncher.port(service));
            management = Client.ofManagement(ServiceLauncher.managementPort(service));
            awaitAcknowledged();
            await().until(() -> bulk().statusCode() == 200);

            kafka.pause();
            // Alone at first: the buffer is full long before the first of its readings is given up.
            Future<HttpResponse<String>> filling = callers.submit(this::bulk);
            Awaitility.await("a full buffer")
                    .atMost(PATIENCE)
                    .until(() -> metric("kafka_producer_buffer_exhausted_total") > 0);
            List<HttpResponse<String>> answers = answers(everyCallAtOnce());
            answers.add(filling.get());
            kafka.resume();

            assertThat(answers).allSatisfy(KafkaSilentTest::isRefusal);
            assertThat(answers).anyMatch(is(503)).anyMatch(is(429));
            awaitAcknowledged();
            await().until(() -> bulk().statusCode() == 200);
            Map<Long, Long> copies = copiesIn(kafka.broker());
            assertThat(acknowledged).hasSizeGreaterThan(RECORDS);
            assertThat(acknowledged)
                    .filteredOn(ts -> copies.getOrDefault(ts, 0L) != 1)
                    .isEmpty();
            assertThat(metric("vigia_bodies_held_bytes")).isZero();
            assertThat(metric("vigia_verdicts_waiting")).isZero();
        } finally {
            callers.shutdownNow();
        }
    }

    private ConfigurableApplicationContext start(KafkaBroker broker) {
        Map<String, String> variables = broker.variables(prefix);
        variables.putAll(Map.of(
                "PORT",
                "0",
                "MANAGEMENT_PORT",
                "0",
                "LOG_FORMAT",
                "plain",
                "INGEST_ACK_TIMEOUT_MS",
                "6000",
                "INGEST_BUFFER_BYTES",
                Integer.toString(BUFFER_BYTES),
                "INGEST_IN_FLIGHT_BYTES",
                Integer.toString(IN_FLIGHT_BYTES),
                "INGEST_MAX_BODY_BYTES",
                Integer.toString(IN_FLIGHT_BYTES),
                "INGEST_MAX_WAITING",
                Integer.toString(MAX_WAITING)));
        return ServiceLauncher.start("ingest-api", Variables.of(variables), List.of(IngestConfiguration.class));
    }

    private List<Future<HttpResponse<String>>> everyCallAtOnce() {
        List<Future<HttpResponse<String>>> calls = new ArrayList<>();
        times(12, calls, this::bulk);
        times(40, calls, this::single);
        times(3 * MAX_WAITING, calls, () -> client.get("/detectar?dato=1"));
        times(4, calls, () -> client.get("/borrar"));
        return calls;
    }

    private void times(int count, List<Future<HttpResponse<String>>> calls, Callable<HttpResponse<String>> call) {
        for (int i = 0; i < count; i++) {
            calls.add(callers.submit(call));
        }
    }

    private HttpResponse<String> single() {
        long ts = next.getAndIncrement();
        HttpResponse<String> response = client.get("/nuevo?dato=1&ts=" + ts);
        if (response.statusCode() == 200) {
            acknowledged.add(ts);
        }
        return response;
    }

    /** Two and a half times what the buffer takes. */
    private HttpResponse<String> bulk() {
        long first = next.getAndAdd(RECORDS);
        String body = LongStream.range(first, first + RECORDS)
                .mapToObj(ts -> ts + ",1\n")
                .collect(Collectors.joining("", "ts,value\n", ""));
        HttpResponse<String> response = client.post("/api/v1/readings", "text/csv", body);
        for (JsonNode item : json(response).path("items")) {
            if (item.get("status").asString().equals("accepted")) {
                acknowledged.add(item.get("ts").asLong());
            }
        }
        return response;
    }

    /** All of them, while the bounds are looked at again and again. */
    private List<HttpResponse<String>> answers(List<Future<HttpResponse<String>>> calls)
            throws InterruptedException, ExecutionException, TimeoutException {
        Awaitility.await("every call answered").atMost(PATIENCE).until(() -> {
            assertThat(metric("vigia_bodies_held_bytes")).isBetween(0.0, (double) HELD_AT_MOST);
            assertThat(metric("vigia_verdicts_waiting")).isBetween(0.0, (double) MAX_WAITING);
            assertThat(metric("kafka_producer_buffer_available_bytes")).isBetween(0.0, (double) BUFFER_BYTES);
            return calls.stream().allMatch(Future::isDone);
        });
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> call : calls) {
            answers.add(call.get(1, TimeUnit.SECONDS));
        }
        return answers;
    }

    private double metric(String name) {
        return management
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    private static void isRefusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(429, 503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    private static Predicate<HttpResponse<String>> is(int status) {
        return answer -> answer.statusCode() == status;
    }

    private void awaitAcknowledged() {
        Awaitility.await("a reading acknowledged")
                .atMost(PATIENCE)
                .until(() -> single().statusCode() == 200
                        && management.get("/health/ready").statusCode() == 200);
    }

    /** How often each time is in the log. */
    private Map<Long, Long> copiesIn(KafkaBroker broker) {
        return broker.records(new Topics(prefix).readings()).stream()
                .map(record -> EventJson.readReading(record.value()))
                .filter(Reading.class::isInstance)
                .collect(Collectors.groupingBy(event -> ((Reading) event).ts(), Collectors.counting()));
    }
}
