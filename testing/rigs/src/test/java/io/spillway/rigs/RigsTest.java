package io.spillway.rigs;

import static io.spillway.ports.moderation.Category.SPAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.AlertRules;
import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.RateExceededException;
import io.spillway.Receipt;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.moderation.Scores;
import io.spillway.testkit.Fixtures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RigsTest {

  private final TestModeration chat = TestModeration.create();

  @Test
  void a_message_whose_answer_is_lost_is_stored_once() {
    MessageDraft draft = new MessageDraft("demo", "m-1", "ann", "what a save!");
    chat.faults().failAfter("MessageStore.add", Fixtures.outage());

    assertThatThrownBy(() -> chat.moderation().accept(draft)).isInstanceOf(PortException.class);
    chat.moderation().accept(draft);

    assertThat(chat.messages("demo")).hasSize(1);
  }

  @Test
  void rates_are_limited_in_virtual_time() {
    for (int i = 0; i < 3; i++) {
      chat.say("demo", "what a save!");
    }
    assertThatThrownBy(() -> chat.say("demo", "what a save!"))
        .isInstanceOf(RateExceededException.class);

    chat.clock().advance(Duration.ofSeconds(31));

    assertThat(chat.say("demo", "what a save!")).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void the_word_list_withholds() {
    assertThat(chat.say("demo", "i will kill you")).isInstanceOf(Receipt.Held.class);

    assertThat(chat.violations()).hasSize(1);
    assertThat(chat.messages("demo")).isEmpty();
  }

  @Test
  void a_classifier_that_is_away_costs_no_message() {
    chat.faults().outage("ContentClassifier.classify", Fixtures.outage());

    chat.say("demo", "what a save!");

    assertThat(chat.messages("demo")).hasSize(1);
    assertThat(chat.moderation().unmoderated().backlog().count()).isEqualTo(1);
  }

  @Test
  void settings_of_ones_own_come_last() {
    TestModeration strict =
        TestModeration.create(
            b ->
                b.classifier("half", text -> Scores.of(SPAM, 0.5))
                    .policy(Policy.standard().but(p -> p.threshold(SPAM, 0.5))));

    assertThat(strict.say("demo", "what a save!")).isInstanceOf(Receipt.Held.class);
  }

  @Test
  void retries_of_an_event_take_virtual_time_only() {
    List<String> notes = new ArrayList<>();
    List<Instant> tries = new ArrayList<>();
    TestFanOut[] events = new TestFanOut[1];
    events[0] =
        TestFanOut.create(
            b ->
                b.standardActivities(AlertRules.STANDARD, null)
                    .activity(
                        "crm",
                        event -> {
                          tries.add(events[0].clock().instant());
                          if (tries.size() <= 5) {
                            throw new IOException("no route to host");
                          }
                          notes.add(event.eventId());
                        }));

    WorkflowStatus status = events[0].fanOut().publish(Fixtures.event("demo", "e-1").build());
    assertThat(status.state()).isEqualTo(WorkflowStatus.State.RUNNING);
    String letter = events[0].deadLetters().get(0).id();
    events[0].fanOut().deadLetters().redrive(letter, "the CRM is back", "mia");

    assertThat(tries).hasSize(6).isSorted();
    assertThat(tries.get(4)).isAfter(tries.get(0));
    assertThat(notes).containsExactly("e-1");
    assertThat(events[0].deadLetters().get(0).state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(events[0].stores().stats().totals("demo").followers()).isEqualTo(1);
  }

  @Test
  void an_outage_of_the_ledger_keeps_the_event_with_its_publisher() {
    TestFanOut events =
        TestFanOut.create(
            b ->
                b.activity(
                    "crm",
                    event -> {
                      throw new IOException("no route to host");
                    }));
    events.faults().outage("DeadLetterLedger.add", Fixtures.outage());

    assertThatThrownBy(() -> events.fanOut().publish(Fixtures.event("demo", "e-1").build()))
        .isInstanceOf(PortException.class);
    assertThat(events.deadLetters()).isEmpty();
  }
}
