package io.vigia.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

class DrawTest {
    @Property
    void values_stay_within_their_bounds(Draw draw) {
        long one = draw.aLong();
        long other = draw.aLong();
        long min = Math.min(one, other);
        long max = Math.max(one, other);
        assertThat(draw.aLong(min, max)).isBetween(min, max);
        assertThat(draw.aDouble(-3, 5)).isBetween(-3.0, 5.0);
        assertThat(draw.aDouble()).isFinite();
        assertThat(draw.bytes(2, 5)).hasSizeBetween(2, 5);
        assertThat(draw.text("ab", 1, 3)).matches("[ab]{1,3}");
    }

    @Property(tries = 1)
    void every_value_of_a_small_range_is_drawn_and_the_ends_of_a_large_one(Draw draw) {
        Set<Integer> small = new HashSet<>();
        Set<Long> large = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            small.add(draw.anInt(-3, 7));
            large.add(draw.aLong());
        }
        assertThat(small).hasSize(11);
        assertThat(large).contains(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Property
    void the_same_choices_give_the_same_values(Draw draw) {
        Draw first = Draw.fresh(draw.aLong());
        Draw again = Draw.replay(everything(first).choices());
        assertThat(everything(again).values()).isEqualTo(first.values());
        assertThat(again.choices()).isEqualTo(first.choices());
    }

    @Property(tries = 1)
    void no_choices_give_the_simplest_values(Draw draw) {
        assertThat(everything(Draw.replay(new long[0])).values())
                .isEqualTo("false, 0, 5, -2, 0.0, [], \"\", [0], [], false, 0.0, a");
    }

    private static Draw everything(Draw draw) {
        draw.aBoolean();
        draw.anInt();
        draw.aLong(5, 9);
        draw.anInt(-9, -2);
        draw.aDouble();
        draw.bytes();
        draw.text();
        draw.list(1, 4, draw::anInt);
        draw.set(9, draw::aLong);
        draw.nullable(2, draw::aDouble);
        draw.of('a', 'b');
        return draw;
    }
}
