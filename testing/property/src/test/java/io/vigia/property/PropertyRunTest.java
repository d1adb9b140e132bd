package io.vigia.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PropertyRunTest {
    @Test
    void the_same_seed_gives_the_same_cases_and_another_one_others() {
        assertThat(cases(7)).isEqualTo(cases(7)).isNotEqualTo(cases(8)).doesNotHaveDuplicates();
    }

    @Test
    void a_failure_names_the_smallest_case_and_a_seed_that_fails_at_once() {
        PropertyRun.Body body = draw -> {
            List<Integer> list = draw.list(0, 50, () -> draw.anInt(0, 1_000));
            String text = draw.text("abc", 0, 9);
            assertThat(list.stream().filter(i -> i >= 100).count() >= 2 && text.contains("b"))
                    .isFalse();
        };
        AssertionError error = failure(new PropertyRun("ATest#a", 1_000, new long[0], 1), body);
        assertThat(error).hasMessageStartingWith("ATest#a fails for [100, 100], \"b\"\n");

        String seed = error.getMessage().replaceFirst("(?s).*--seed (-?[0-9]+) -Dtest='ATest#a'$", "$1");
        assertThat(failure(new PropertyRun("ATest#a", 1, new long[0], Long.parseLong(seed)), body))
                .hasMessage(error.getMessage());
        assertThat(failure(new PropertyRun("ATest#a", 0, new long[] {Long.parseLong(seed)}, 1), body))
                .hasMessage(error.getMessage());
    }

    @Test
    void another_failure_is_never_taken_for_a_smaller_one() {
        AssertionError error = failure(new PropertyRun("ATest#a", 1_000, new long[0], 1), draw -> {
            int number = draw.anInt(0, 1_000_000);
            if (number < 10) {
                return;
            }
            if (number < 500) {
                throw new IllegalStateException("small");
            }
            throw new IllegalArgumentException("large");
        });
        assertThat(error).hasMessageMatching("(?s)ATest#a fails for (10\\n.*small.*|500\\n.*large.*)");
    }

    @Test
    void a_case_that_is_aborted_skips_the_property() {
        PropertyRun run = new PropertyRun("ATest#a", 10, new long[0], 1);
        assertThatThrownBy(() -> run.check(draw -> {
                    throw new TestAbortedException("nothing to ask");
                }))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("nothing to ask");
    }

    private static List<String> cases(long seed) {
        List<String> cases = new ArrayList<>();
        new PropertyRun("ATest#a", 20, new long[0], seed).check(draw -> cases.add(draw.aLong() + " " + draw.text()));
        return cases;
    }

    private static AssertionError failure(PropertyRun run, PropertyRun.Body body) {
        try {
            run.check(body);
        } catch (AssertionError e) {
            return e;
        }
        throw new IllegalStateException("No case failed");
    }
}
