package io.spillway.core.message;

import static io.spillway.core.message.SubmissionFixture.draft;
import static io.spillway.ports.telemetry.Outcome.Kind.MESSAGE_ACCEPTED;
import static io.spillway.ports.telemetry.Outcome.Kind.MESSAGE_HELD;
import static io.spillway.ports.telemetry.Outcome.Kind.MESSAGE_UNMODERATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.core.StoresFixture;
import io.spillway.ports.PortException;
import io.spillway.ports.telemetry.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Telemetry of messages, one outcome each. */
class MessageOutcomesTest {

  private final StoresFixture stores = new StoresFixture();
  private final SubmissionFixture submissions = new SubmissionFixture(stores);
  private final MessageIntake intake = submissions.intake();

  @Test
  void each_message_is_accepted_held_or_unmoderated_and_says_why() {
    intake.accept(draft("m-1", "hello"));
    intake.accept(draft(null, "toxic"));
    submissions.classifierIsDown();
    intake.accept(draft(null, "hello"));

    assertThat(submissions.noted().outcomes())
        .containsExactly(
            Outcome.message(MESSAGE_ACCEPTED, "stream", "m-1", null),
            Outcome.message(MESSAGE_HELD, "stream", "new-1", "harassment"),
            Outcome.message(MESSAGE_UNMODERATED, "stream", "new-2", "test.unavailable"));
  }

  @Test
  void a_resubmission_is_not_reported_again() {
    for (int i = 0; i < 3; i++) {
      intake.accept(draft("m-1", "hello"));
      intake.accept(draft("m-2", "toxic"));
    }

    assertThat(submissions.noted().kinds()).containsExactly(MESSAGE_ACCEPTED, MESSAGE_HELD);
  }

  @Test
  void only_the_stored_one_of_two_concurrent_submissions_is_reported() {
    submissions.meanwhile(
        () -> {
          submissions.clock().advance(Duration.ofMillis(1));
          intake.accept(draft("m-1", "hello"));
        });
    intake.accept(draft("m-1", "hello"));

    assertThat(submissions.noted().kinds()).containsExactly(MESSAGE_ACCEPTED);
  }

  @Test
  void a_message_withheld_by_a_concurrent_submission_is_not_reported_as_accepted() {
    submissions.classifierIsDown();
    stores.before("messages.add", () -> heldByAnother());
    intake.accept(draft("m-1", "toxic"));

    assertThat(submissions.noted().kinds()).containsExactly(MESSAGE_HELD);
  }

  private void heldByAnother() {
    SubmissionFixture another = new SubmissionFixture(stores);
    another.intake().accept(draft("m-1", "toxic"));
    another.noted().outcomes().forEach(submissions.noted()::note);
  }

  @Test
  void an_unstored_message_is_not_reported() {
    stores.before("messages.add", StoresFixture.OUTAGE);

    assertThatThrownBy(() -> intake.accept(draft("m-1", "hello")))
        .isInstanceOf(PortException.class);

    assertThat(submissions.noted().outcomes()).isEmpty();
  }
}
