package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleMergeTest {
    @ParameterizedTest
    @CsvSource({"21.5,21.5", "1.7e+308,1.7e308", "inf,Infinity", "-inf,-Infinity", "nan,NaN", "-nan,NaN"})
    void a_number_is_read_as_redis_writes_it(String reply, double number) {
        List<Object> answer = List.of(List.of(1_000L, reply.getBytes(StandardCharsets.US_ASCII)));

        assertThat(SampleMerge.Points.of(answer).numberAt(0)).isEqualTo((Double) number);
    }
}
