package io.spillway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private final Latencies latencies = new Latencies();

  private void hundredAnswersOf1To100Millis() {
    for (int millis = 100; millis >= 1; millis--) {
      latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  @Test
  void percentiles_are_right_to_three_digits_in_whatever_order_answers_came() {
    hundredAnswersOf1To100Millis();
    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.millis(50)).isCloseTo(50, within(0.05));
    assertThat(latencies.millis(99)).isCloseTo(99, within(0.1));
    assertThat(latencies.millis(100)).isCloseTo(100, within(0.1));
  }

  @Test
  void an_answer_of_more_than_a_minute_is_no_error() {
    latencies.add(TimeUnit.HOURS.toNanos(1));
    assertThat(latencies.millis(100)).isCloseTo(60_000, within(60.0));
  }

  @Test
  void the_report_has_one_line_of_a_fixed_form() {
    hundredAnswersOf1To100Millis();
    StringWriter out = new StringWriter();
    new Report(new PrintWriter(out, true)).howFast(latencies, Duration.ofSeconds(2));
    assertThat(out.toString())
        .containsPattern(
            "Answers to posts: 100, 50\\.0 a second; p50 5\\d\\.\\d\\d ms, p99 99\\.\\d\\d ms, slowest");
  }

  @Test
  void without_answers_there_is_nothing_to_divide_by() {
    StringWriter out = new StringWriter();
    new Report(new PrintWriter(out, true)).howFast(latencies, Duration.ZERO);
    assertThat(out.toString()).contains("Answers to posts: 0, 0.0 a second; p50 0.00 ms");
  }
}
