package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecheckRulesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NONE = Duration.ZERO;

  @Test
  void a_run_takes_one_to_ten_thousand_messages_and_each_is_rechecked_one_to_a_hundred_times() {
    assertThatCode(() -> new RecheckRules(1, SECOND, 1, SECOND, SECOND, SECOND))
        .doesNotThrowAnyException();
    assertThatCode(() -> new RecheckRules(10_000, SECOND, 100, SECOND, SECOND, SECOND))
        .doesNotThrowAnyException();
  }

  @Test
  void values_out_of_range_are_refused_by_name() {
    assertRefused("perRun", () -> new RecheckRules(0, SECOND, 1, SECOND, SECOND, SECOND));
    assertRefused("perRun", () -> new RecheckRules(10_001, SECOND, 1, SECOND, SECOND, SECOND));
    assertRefused("runTime", () -> new RecheckRules(1, NONE, 1, SECOND, SECOND, SECOND));
    assertRefused("maxRechecks", () -> new RecheckRules(1, SECOND, 0, SECOND, SECOND, SECOND));
    assertRefused("maxRechecks", () -> new RecheckRules(1, SECOND, 101, SECOND, SECOND, SECOND));
    assertRefused("longestPause", () -> new RecheckRules(1, SECOND, 1, NONE, SECOND, SECOND));
    assertRefused("alarmAge", () -> new RecheckRules(1, SECOND, 1, SECOND, NONE, SECOND));
    assertRefused("humanAge", () -> new RecheckRules(1, SECOND, 1, SECOND, SECOND, NONE));
  }

  private static void assertRefused(String field, Runnable making) {
    assertThatIllegalArgumentException().isThrownBy(making::run).withMessageStartingWith(field);
  }
}
