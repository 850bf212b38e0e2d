package io.spillway.core.message;

import static io.spillway.ports.telemetry.Outcome.Kind.MESSAGE_CLEARED;
import static io.spillway.ports.telemetry.Outcome.Kind.MESSAGE_WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.core.StoresFixture;
import io.spillway.core.message.UnmoderatedReview.Decision;
import io.spillway.ports.PortException;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Telemetry of rechecked messages, one outcome each. */
class RecheckOutcomesTest {

  private static final Outcome WITHDRAWN =
      Outcome.message(MESSAGE_WITHDRAWN, "stream", "m-1", "harassment");

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture rechecks = new RecheckFixture(stores);
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final UnmoderatedReview review =
      new UnmoderatedReview(
          stores.messages, stores.violations, log, rechecks.clock, rechecks.noted);

  @Test
  void flagged_messages_are_reported_as_withdrawn_and_others_as_cleared() {
    rechecks.publish("m-1", "toxic", 60);
    rechecks.publish("m-2", "hello", 50);
    rechecks.sweep().run();
    rechecks.sweep().run();

    assertThat(rechecks.noted.outcomes())
        .containsExactly(WITHDRAWN, Outcome.message(MESSAGE_CLEARED, "stream", "m-2", null));
  }

  @Test
  void nothing_is_reported_during_an_outage_of_the_classifier() {
    rechecks.publish("m-1", "toxic", 60);
    rechecks.isDown(Fixtures.outage());
    rechecks.sweep().run();

    assertThat(rechecks.noted.outcomes()).isEmpty();
  }

  @Test
  void a_withdrawal_over_two_runs_is_reported_once() {
    rechecks.publish("m-1", "toxic", 60);
    stores.before("messages.withdraw", StoresFixture.OUTAGE);
    assertThatThrownBy(() -> rechecks.sweep().run()).isInstanceOf(PortException.class);
    rechecks.clock.advance(Duration.ofMinutes(1));
    rechecks.sweep().run();

    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
    assertThat(rechecks.noted.outcomes()).containsExactly(WITHDRAWN);
  }

  @Test
  void a_concurrent_withdrawal_by_a_moderator_is_the_one_reported() {
    rechecks.publish("m-1", "toxic", 60);
    ViolationId id = new ViolationId("stream", "m-1");
    assertThat(review.decide(id, Decision.WITHHOLD, "", "ada")).isTrue();
    rechecks.sweep().run();

    assertThat(rechecks.noted.kinds()).containsExactly(MESSAGE_WITHDRAWN);
  }

  @Test
  void a_message_that_a_moderator_keeps_is_cleared_once() {
    rechecks.publish("m-1", "hello", 60);
    ViolationId id = new ViolationId("stream", "m-1");
    review.decide(id, Decision.KEEP, "", "ada");
    review.decide(id, Decision.KEEP, "", "ada");

    assertThat(rechecks.noted.kinds()).containsExactly(MESSAGE_CLEARED);
  }
}
