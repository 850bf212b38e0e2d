package io.spillway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.spillway.ports.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RetryPolicy policy =
      new RetryPolicy(5, SECOND, 2, Duration.ofSeconds(6), Duration.ofMinutes(1));

  @Test
  void the_longest_pause_grows_by_the_factor_up_to_the_bound() {
    assertThat(IntStream.rangeClosed(1, 5).mapToObj(policy::longestPause))
        .containsExactly(
            SECOND,
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(6),
            Duration.ofSeconds(6));
  }

  @Test
  void the_same_seed_and_round_give_the_same_pause() {
    assertThat(policy.pauseAfter("s~e", 3, List.of()))
        .isEqualTo(policy.pauseAfter("s~e", 3, List.of()));
  }

  @Test
  void pauses_of_different_workflows_spread_over_the_whole_range() {
    List<Long> pauses =
        IntStream.range(0, 1_000)
            .mapToObj(i -> policy.pauseAfter("s~e" + i, 1, List.of()).toMillis())
            .toList();

    assertThat(pauses).allMatch(millis -> millis >= 0 && millis <= 1_000);
    assertThat(pauses).anyMatch(millis -> millis < 100).anyMatch(millis -> millis > 900);
    Set<Long> different = Set.copyOf(pauses);
    assertThat(different).hasSizeGreaterThan(500);
  }

  @Test
  void rounds_of_one_workflow_have_pauses_of_their_own() {
    RetryPolicy even = new RetryPolicy(20, SECOND, 1, SECOND, Duration.ofMinutes(1));

    assertThat(
            IntStream.rangeClosed(1, 20)
                .mapToObj(round -> even.pauseAfter("s~e", round, List.of()))
                .collect(Collectors.toSet()))
        .hasSizeGreaterThan(15);
  }

  @Test
  void the_longest_time_that_a_failure_asks_for_is_waited_even_over_the_bound() {
    Failure little = Failure.throttled("x.throttled", "", Duration.ofSeconds(7));
    Failure much = Failure.throttled("x.throttled", "", Duration.ofSeconds(20));

    assertThat(policy.pauseAfter("s~e", 1, List.of(little, much, little)))
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void a_failure_that_asks_for_less_than_the_pause_does_not_shorten_it() {
    Failure none = Failure.throttled("x.throttled", "", Duration.ZERO);

    assertThat(policy.pauseAfter("s~e", 1, List.of(none)))
        .isEqualTo(policy.pauseAfter("s~e", 1, List.of()));
  }

  @Test
  void values_out_of_range_are_refused_by_name() {
    Duration minute = Duration.ofMinutes(1);
    assertRefused("maxRounds", () -> new RetryPolicy(0, SECOND, 2, SECOND, minute));
    assertRefused("maxRounds", () -> new RetryPolicy(21, SECOND, 2, SECOND, minute));
    assertRefused("firstDelay", () -> new RetryPolicy(1, Duration.ZERO, 2, SECOND, minute));
    assertRefused("firstDelay", () -> new RetryPolicy(1, SECOND.negated(), 2, SECOND, minute));
    assertRefused("factor", () -> new RetryPolicy(1, SECOND, 0.9, SECOND, minute));
    assertRefused("factor", () -> new RetryPolicy(1, SECOND, 10.1, SECOND, minute));
    assertRefused("factor", () -> new RetryPolicy(1, SECOND, Double.NaN, SECOND, minute));
    assertRefused("maxDelay", () -> new RetryPolicy(1, minute, 2, SECOND, minute));
    assertRefused("deadline", () -> new RetryPolicy(1, SECOND, 2, SECOND, Duration.ZERO));
  }

  private static void assertRefused(String field, Runnable making) {
    assertThatIllegalArgumentException().isThrownBy(making::run).withMessageStartingWith(field);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 10})
  void pauses_may_stay_as_they_are_or_become_ten_times_as_long(double factor) {
    assertThat(new RetryPolicy(1, SECOND, factor, SECOND, SECOND).factor()).isEqualTo(factor);
  }
}
