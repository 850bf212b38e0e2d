package io.spillway.core.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidInputException;
import io.spillway.ports.Failure;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationDeskTest {

  private static final Failure REFUSED = Failure.permanent("alert-channel.rejected", "400");

  private final SenderFixture given = new SenderFixture();

  private void fail(String stream, int count) {
    given.failures.put(stream, REFUSED);
    for (int i = 0; i < count; i++) {
      given.raise(stream, "a-" + i);
    }
    given.sender.send();
    given.failures.clear();
  }

  @Test
  void failed_ones_are_retried_in_slices_and_by_stream() {
    fail("s1", 150);
    fail("s2", 1);
    NotificationFilter ofOne = NotificationFilter.all().inStream("s1");

    assertThat(given.desk.retryFailed(ofOne)).isEqualTo(new NotificationDesk.Retried(100, true));
    assertThat(given.desk.retryFailed(ofOne)).isEqualTo(new NotificationDesk.Retried(50, false));
    assertThat(given.desk.retryFailed(ofOne)).isEqualTo(new NotificationDesk.Retried(0, false));

    given.sender.send();
    assertThat(given.arrived).hasSize(150);
    assertThat(given.find("s2~a-0").state()).isEqualTo(NotificationState.FAILED);
  }

  @Test
  void a_sent_one_can_neither_be_retried_nor_cancelled() {
    given.raise("s1", "a");
    given.sender.send();

    assertThat(given.desk.retry("s1~a")).isInstanceOf(NotificationResult.NotAllowed.class);
    assertThat(given.desk.cancel("s1~a", "why", "ada"))
        .isInstanceOf(NotificationResult.NotAllowed.class);
    assertThat(given.desk.retry("s1~other")).isInstanceOf(NotificationResult.NotFound.class);
  }

  @Test
  void a_cancelled_one_is_cancelled_once_and_sent_after_a_retry() {
    given.raise("s1", "a");
    given.desk.cancel("s1~a", "why", "ada");
    given.sender.send();
    assertThat(given.called).isEmpty();
    assertThat(given.desk.cancel("s1~a", "why", "ada"))
        .isInstanceOf(NotificationResult.NotAllowed.class);

    given.desk.retry("s1~a");
    given.sender.send();

    assertThat(given.arrived).containsExactly("s1/a");
    assertThat(given.find("s1~a").delivery())
        .returns(null, Notification.Delivery::by)
        .returns("", Notification.Delivery::note);
  }

  @Test
  void one_that_is_being_sent_stays_as_it_is() {
    given.raise("s1", "a");
    Versioned<Notification> found = given.plain.notifications().find("s1~a").orElseThrow();
    assertThat(
            given
                .plain
                .notifications()
                .replace(
                    found.value().leased(given.clock.instant().plusSeconds(60)), found.version()))
        .isInstanceOf(Replacement.Replaced.class);

    assertThat(given.desk.retry("s1~a")).isInstanceOf(NotificationResult.NotAllowed.class);
    given.clock.advance(Duration.ofMinutes(1));
    assertThat(given.desk.retry("s1~a")).isInstanceOf(NotificationResult.Done.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_cancellation_needs_a_reason(String reason) {
    given.raise("s1", "a");

    assertThatThrownBy(() -> given.desk.cancel("s1~a", reason, "ada"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("reason");
  }
}
