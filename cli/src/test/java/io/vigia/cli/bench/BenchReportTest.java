package io.vigia.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    @Test
    void a_number_stands_beside_its_limit() {
        Spread measured =
                new Spread().add(new Rate(900, 40)).add(new Rate(1_100, 60)).add(new Rate(1_000, 50));
        Spread limit = new Spread().add(new Rate(2_000, 25));

        String table = new BenchReport(
                        "A machine.", 3, List.of(new Comparison("calls", "/s", measured, "empty", limit, "≥ 1/s")))
                .markdown();

        assertThat(table)
                .startsWith("A machine.\n\nMedians of 3 runs")
                .endsWith("| calls | 1,000 /s (900 to 1,100) | 50.00 µs | empty: 2,000 /s | 25.00 µs | 50 % | 50 % |"
                        + " ≥ 1/s |\n");
    }

    @Test
    void a_number_without_a_limit_stands_alone() {
        String table = new BenchReport(
                        "A machine.", 1, List.of(Comparison.alone("state", "bytes", new Spread().add(513), "")))
                .markdown();

        assertThat(table).endsWith("| state | 513 bytes |  |  |  |  |  |  |\n");
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(new Spread().add(1).add(10).add(2).add(4).median()).isEqualTo(3);
    }

    @Test
    void a_percentile_is_the_smallest_time_that_so_many_calls_did_not_exceed() {
        Latencies latencies = new Latencies(new long[] {4_000_000, 1_000_000, 3_000_000, 2_000_000});

        assertThat(latencies.millisAt(0.5)).isEqualTo(2);
        assertThat(latencies.millisAt(0.99)).isEqualTo(4);
        assertThat(latencies.millisAt(0)).isEqualTo(1);
    }
}
