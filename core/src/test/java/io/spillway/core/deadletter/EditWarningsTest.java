package io.spillway.core.deadletter;

import static io.spillway.core.deadletter.RedriveFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.RedrivePreview;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.queue.Payload;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Warnings of edits that come too late for some activities, and the activities of a preview. */
class EditWarningsTest {

  private static final String TOO_LATE =
      "The edit does not reach activities that are done: stats, alerts";
  private static final String PERHAPS_TOO_LATE =
      "The edit may not reach activities that are done: stats, alerts";

  private final RedriveFixture given = new RedriveFixture();

  private void edit(String id, String payload) {
    Versioned<LedgerEntry> found = given.ledger.find(id).orElseThrow();
    given.operations.edit(id, found.version(), Payload.of(payload), "a typo", "ada");
  }

  private List<String> warnings() {
    return given.redrives.warnings(given.entry("e-0"));
  }

  @Test
  void an_edit_of_a_partly_done_event_warns_of_the_activities_that_are_done() {
    given.receiveDead(1);
    assertThat(warnings()).isEmpty();

    edit("main~e-0", "e-0 250");

    assertThat(warnings()).containsExactly(TOO_LATE);
  }

  @Test
  void an_edit_that_does_not_change_the_event_has_no_warning() {
    given.receiveDead(1);
    edit("main~e-0", "e-0 250");
    edit("main~e-0", "e-0 100");

    assertThat(given.entry("e-0").original()).isNotNull();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void an_edit_of_an_event_without_activities_that_are_done_has_no_warning() {
    given.ledger.add(Fixtures.deadLetter(STREAM, "e-0").notUnderstood().entry());
    edit("main~e-0", "e-0 250");

    assertThat(given.entry("e-0").original()).isNotNull();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void an_edit_of_a_payload_that_cannot_be_compared_warns() {
    given.ledger.add(
        Fixtures.deadLetter(STREAM, "e-0").payload(Payload.of("half of it is mis")).entry());
    edit("main~e-0", "e-0 250");

    assertThat(warnings())
        .containsExactly("The edit does not reach activities that are done: stats");
  }

  @Test
  void a_redrive_with_an_edit_makes_the_warning_uncertain_until_the_next_edit() {
    given.receiveDead(1);
    edit("main~e-0", "e-0 250");
    given.redriveInVain("r-1");
    given.clock.advance(Duration.ofSeconds(1));
    assertThat(warnings()).containsExactly(PERHAPS_TOO_LATE);

    edit("main~e-0", "e-0 100");

    assertThat(warnings()).containsExactly(TOO_LATE);
  }

  @Test
  void an_edit_after_a_redrive_warns_of_activities_done_before_that_redrive() {
    given.receiveDead(1);
    given.redriveInVain("r-1");
    given.clock.advance(Duration.ofSeconds(1));
    edit("main~e-0", "e-0 250");

    assertThat(warnings()).containsExactly(TOO_LATE);
  }

  @Test
  void a_redriven_dead_letter_keeps_its_warning() {
    given.receiveDead(1);
    edit("main~e-0", "e-0 250");
    given.redrive("r-1");

    assertThat(given.entry("e-0").state()).isEqualTo(DeadLetterState.REDRIVEN);
    assertThat(warnings()).containsExactly(TOO_LATE);
  }

  @Test
  void a_preview_names_the_activities_of_each_dead_letter_and_its_warnings() {
    given.receiveDead(2);
    edit("main~e-1", "e-1 250");
    given.ledger.add(
        Fixtures.deadLetter(STREAM, "bad").notUnderstood().payload(Payload.of("bad 100")).entry());

    RedrivePreview preview =
        given.redrives.preview(
            given.order(null, List.of("main~e-0", "main~e-1", "main~bad"), false));

    assertThat(preview.runs())
        .containsExactly(
            new RedrivePreview.Run("main~e-0", List.of("log"), List.of()),
            new RedrivePreview.Run("main~e-1", List.of("log"), List.of(TOO_LATE)),
            new RedrivePreview.Run("main~bad", List.of(), List.of()));
  }
}
