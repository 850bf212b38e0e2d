package io.spillway.core.message;

import static io.spillway.core.message.SubmissionFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.MessageDraft;
import io.spillway.MessageIdReusedException;
import io.spillway.RateExceededException;
import io.spillway.Receipt;
import io.spillway.Receipt.Held;
import io.spillway.Receipt.Published;
import io.spillway.core.StoresFixture;
import io.spillway.ports.PortException;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage of submitted messages, and receipts of their senders. */
class MessageIntakeTest {

  private final StoresFixture stores = new StoresFixture();
  private final SubmissionFixture submissions = new SubmissionFixture(stores);
  private final MessageIntake intake = submissions.intake();

  @Test
  void a_message_without_fault_is_published_as_it_was_written() {
    Message message = requirePublished(intake.accept(draft("m-1", "  hé\u200Bllo  ")));

    assertThat(message.text()).isEqualTo("  hé\u200Bllo  ");
    assertThat(message.author()).isEqualTo("ada");
    assertThat(message.sentAt()).isEqualTo(Fixtures.NOW);
    assertThat(message.verdict()).isInstanceOf(Verdict.Allowed.class);
    assertThat(stores.realMessages.find("stream", "m-1")).contains(message);
    assertThat(stores.realViolations.find(new ViolationId("stream", "m-1"))).isEmpty();
  }

  @Test
  void the_classifier_warms_up_before_any_store_is_called() {
    List<Boolean> wasPrepared = new ArrayList<>();
    stores.before("violations.find", () -> wasPrepared.add(submissions.isPrepared()));

    intake.accept(draft("m-1", "hello"));

    assertThat(wasPrepared).containsExactly(true);
  }

  @Test
  void a_message_without_a_classifiers_answer_is_published_as_unmoderated() {
    submissions.classifierIsDown();

    assertThat(requirePublished(intake.accept(draft("m-1", "hello"))).verdict())
        .isEqualTo(Verdict.Unmoderated.of("test.unavailable", "standard-1"));
  }

  @Test
  void a_flagged_message_is_held_for_a_human_and_stored_nowhere_else() {
    submissions.classifierTakes(Duration.ofSeconds(2));

    Violation violation = requireHeld(intake.accept(draft("m-1", "toxic")));

    assertThat(violation.id()).isEqualTo(new ViolationId("stream", "m-1"));
    assertThat(violation.author()).isEqualTo("ada");
    assertThat(violation.text()).isEqualTo("toxic");
    assertThat(violation.sentAt()).isEqualTo(Fixtures.NOW);
    assertThat(violation.state()).isEqualTo(ViolationState.OPEN);
    assertThat(violation.pendingEffect()).isEqualTo(PendingEffect.NONE);
    assertThat(violation.audit())
        .containsExactly(
            AuditEntry.of(
                Fixtures.NOW.plusSeconds(2),
                "system:moderation",
                null,
                ViolationState.OPEN,
                violation.verdict().reason()));
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @Test
  void a_rate_limited_author_is_refused_before_any_call() {
    for (int i = 0; i < 20; i++) {
      intake.accept(draft(null, "text " + i));
    }
    int asked = submissions.asked();

    assertThatThrownBy(() -> intake.accept(draft("m-x", "one more")))
        .isInstanceOf(RateExceededException.class);

    assertThat(submissions.asked()).isEqualTo(asked);
    assertThat(stores.realMessages.find("stream", "m-x")).isEmpty();
    assertThat(stores.realMessages.count("stream").published()).isEqualTo(20);
  }

  @Test
  void a_rate_limited_author_still_gets_the_receipt_of_an_accepted_message() {
    for (int i = 0; i < 20; i++) {
      intake.accept(draft("m-" + i, i == 7 ? "toxic" : "text " + i));
    }

    requirePublished(intake.accept(draft("m-3", "text 3")));
    requireHeld(intake.accept(draft("m-7", "toxic")));
  }

  @Test
  void a_message_that_a_failing_store_made_its_author_send_again_counts_once() {
    for (int i = 0; i < 19; i++) {
      intake.accept(draft(null, "text " + i));
    }
    stores.before("messages.add", StoresFixture.OUTAGE);
    assertThatThrownBy(() -> intake.accept(draft("m-x", "hello")))
        .isInstanceOf(PortException.class);

    requirePublished(intake.accept(draft("m-x", "hello")));
  }

  @Test
  void a_message_without_an_id_gets_one_and_costs_one_write() {
    Message message = requirePublished(intake.accept(draft(null, "hello")));

    assertThat(message.messageId()).isEqualTo("new-1");
    assertThat(stores.calls()).containsExactly("messages.add");
  }

  @Test
  void a_flagged_message_without_an_id_costs_one_write() {
    Violation violation = requireHeld(intake.accept(draft(null, "toxic")));

    assertThat(violation.id().messageId()).isEqualTo("new-1");
    assertThat(stores.calls()).containsExactly("violations.add");
  }

  @Test
  void a_message_without_an_id_is_another_message_each_time() {
    intake.accept(draft(null, "hello"));
    intake.accept(draft(null, "hello"));

    assertThat(stores.realMessages.count("stream").published()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "toxic"})
  void the_same_submission_again_gets_the_same_answer_and_the_classifier_is_not_asked(String text) {
    Receipt first = intake.accept(draft("m-1", text));
    submissions.classifierIsDown();
    submissions.clock().advance(Duration.ofHours(1));

    assertThat(intake.accept(draft("m-1", text))).isEqualTo(first);
    assertThat(submissions.asked()).isEqualTo(1);
  }

  @Test
  void a_held_message_that_is_sent_again_costs_no_write() {
    intake.accept(draft("m-1", "toxic"));
    stores.calls();

    intake.accept(draft("m-1", "toxic"));

    assertThat(stores.calls()).containsExactly("violations.find", "messages.find");
  }

  @Test
  void the_same_id_on_another_stream_is_another_message() {
    intake.accept(draft("m-1", "hello"));
    intake.accept(new MessageDraft("other", "m-1", "bob", "good bye"));

    assertThat(stores.realMessages.count("stream").published()).isOne();
    assertThat(stores.realMessages.count("other").published()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"ada, hello again", "bob, hello", "ada, toxic"})
  void an_id_of_a_published_message_is_not_for_another_one(String author, String text) {
    intake.accept(draft("m-1", "hello"));

    assertThatThrownBy(() -> intake.accept(new MessageDraft("stream", "m-1", author, text)))
        .isInstanceOf(MessageIdReusedException.class)
        .hasMessage("messageId m-1 is taken by another message on stream stream");
    assertThat(requirePublished(intake.accept(draft("m-1", "hello"))).text()).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({"ada, hello", "bob, toxic"})
  void an_id_of_a_withheld_message_is_not_for_another_one(String author, String text) {
    intake.accept(draft("m-1", "toxic"));

    assertThatThrownBy(() -> intake.accept(new MessageDraft("stream", "m-1", author, text)))
        .isInstanceOf(MessageIdReusedException.class);
    assertThat(stores.realMessages.find("stream", "m-1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPHELD", "REOPENED"})
  void a_message_that_a_moderator_keeps_back_is_still_held(ViolationState state) {
    Violation standing = Fixtures.violation("stream", "m-1").text("toxic").thenTo(state).build();
    stores.realViolations.add(standing);

    assertThat(intake.accept(draft("m-1", "toxic"))).isEqualTo(new Held(standing));
  }

  @Test
  void a_message_that_a_moderator_released_is_published() {
    stores.realViolations.add(addDismissed(PendingEffect.NONE));
    Message released =
        Fixtures.message("stream", "m-1")
            .text("toxic")
            .verdict(new Verdict.Released("mod-1", Fixtures.NOW))
            .build();
    stores.realMessages.add(released);

    assertThat(intake.accept(draft("m-1", "toxic"))).isEqualTo(Published.of(released));
    assertThat(stores.realMessages.find("stream", "m-1")).contains(released);
  }

  @Test
  void a_message_with_a_pending_release_counts_as_published() {
    stores.realViolations.add(addDismissed(PendingEffect.RELEASE));

    Message message = requirePublished(intake.accept(draft("m-1", "toxic")));

    assertThat(message.text()).isEqualTo("toxic");
    assertThat(message.verdict())
        .isEqualTo(new Verdict.Released("mod-1", Fixtures.NOW.plusSeconds(1)));
  }

  @Test
  void a_failing_store_is_reported_and_the_message_can_be_sent_again() {
    for (String call : List.of("violations.find", "messages.find", "messages.add")) {
      stores.before(call, StoresFixture.OUTAGE);
      assertThatThrownBy(() -> intake.accept(draft("m-1", "hello")))
          .as(call)
          .isInstanceOf(PortException.class);
    }
    stores.before("violations.add", StoresFixture.OUTAGE);
    assertThatThrownBy(() -> intake.accept(draft("m-2", "toxic")))
        .isInstanceOf(PortException.class);

    assertThat(intake.accept(draft("m-1", "hello"))).isInstanceOf(Published.class);
    assertThat(intake.accept(draft("m-2", "toxic"))).isInstanceOf(Held.class);
  }

  private static Violation addDismissed(PendingEffect pendingEffect) {
    return Fixtures.violation("stream", "m-1")
        .text("toxic")
        .thenTo(ViolationState.DISMISSED)
        .pendingEffect(pendingEffect)
        .build();
  }

  private static Message requirePublished(Receipt receipt) {
    return ((Published) receipt).message();
  }

  private static Violation requireHeld(Receipt receipt) {
    return ((Held) receipt).violation();
  }
}
