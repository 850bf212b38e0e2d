package io.spillway.local.host;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyPaceTest {

  private final AtomicLong now = new AtomicLong(-7);
  private final BodyPace pace = new BodyPace(now::get);

  private void after(int millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private void goesOn(long bytes) {
    assertThatCode(() -> pace.check(bytes)).doesNotThrowAnyException();
  }

  @Test
  void a_byte_each_eight_seconds_is_refused_at_its_first() {
    after(8_000);
    assertThatThrownBy(() -> pace.check(1)).isInstanceOf(HttpRefusal.class).hasMessage("HTTP 408");
  }

  @Test
  void a_slow_start_is_forgiven() {
    after(5_000);
    goesOn(0);
    after(500);
    goesOn(512);
  }

  @Test
  void the_largest_body_takes_seventy_seconds_at_the_most() {
    after(69_000);
    goesOn(65_536);
    after(500);
    assertThatThrownBy(() -> pace.check(65_536)).isInstanceOf(HttpRefusal.class);
  }
}
