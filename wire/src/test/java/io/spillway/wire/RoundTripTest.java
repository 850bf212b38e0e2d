package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Round trips of all JSON formats through text. */
class RoundTripTest {

  private static final int TRIES = 400;

  @Test
  void messages_come_back_equal() {
    comesBackEqual(Samples::message, MessageJson::write, MessageJson::read);
  }

  @Test
  void violations_come_back_equal() {
    comesBackEqual(Samples::violation, ViolationJson::write, ViolationJson::read);
  }

  @Test
  void verdicts_come_back_equal() {
    comesBackEqual(Samples::publishedVerdict, VerdictJson::write, VerdictJson::read);
    comesBackEqual(Samples::flagged, VerdictJson::write, VerdictJson::read);
  }

  @Test
  void a_verdict_stored_without_matches_has_none() {
    ObjectNode stored = VerdictJson.write(Fixtures.flagged());
    assertThat(stored.remove("matches")).hasSize(2);
    assertThat(VerdictJson.read(stored)).isEqualTo(Fixtures.flagged().at(List.of()));
    assertThat(VerdictJson.write(VerdictJson.read(stored))).isEqualTo(stored);
  }

  @Test
  void reports_restrictions_and_notes_come_back_equal() {
    comesBackEqual(Samples::viewerReport, ReportJson::write, ReportJson::read);
    comesBackEqual(Samples::restriction, RestrictionJson::write, RestrictionJson::read);
    comesBackEqual(Samples::authorNote, AuthorNoteJson::write, AuthorNoteJson::read);
  }

  @Test
  void events_come_back_equal() {
    comesBackEqual(Samples::event, EventJson::write, EventJson::read);
  }

  @Test
  void alerts_come_back_equal() {
    comesBackEqual(Samples::alert, AlertJson::write, AlertJson::read);
  }

  @Test
  void workflow_statuses_come_back_equal() {
    comesBackEqual(Samples::workflowStatus, WorkflowStatusJson::write, WorkflowStatusJson::read);
  }

  @Test
  void workflow_requests_come_back_equal() {
    comesBackEqual(
        samples -> WorkflowRequest.of(samples.event(), samples.deadLetter().arrival(), 3),
        WorkflowRequestJson::write,
        WorkflowRequestJson::read);
    comesBackEqual(
        samples ->
            new WorkflowRequest(
                samples.event(),
                samples.deadLetter().arrival(),
                1,
                "main~e-1",
                List.of("alerts", "log")),
        WorkflowRequestJson::write,
        WorkflowRequestJson::read);
  }

  @Test
  void policies_come_back_equal() {
    comesBackEqual(Samples::policyRevision, PolicyRevisionJson::write, PolicyRevisionJson::read);
  }

  @Test
  void erasures_come_back_equal() {
    comesBackEqual(Samples::erasure, ErasureJson::write, ErasureJson::read);
    comesBackEqual(Samples::auditRecord, AuditJson::write, AuditJson::read);
  }

  @Test
  void dead_letters_come_back_equal_byte_for_byte() {
    comesBackEqual(LetterSamples::deadLetter, DeadLetterJson::write, DeadLetterJson::read);
  }

  @Test
  void letters_in_the_ledger_come_back_equal_byte_for_byte() {
    comesBackEqual(LetterSamples::ledgerEntry, LedgerEntryJson::write, LedgerEntryJson::read);
  }

  @Test
  void redrives_come_back_equal() {
    comesBackEqual(LetterSamples::redriveJob, RedriveJobJson::write, RedriveJobJson::read);
  }

  @Test
  void a_letter_stored_without_cuts_is_complete() {
    DeadLetter letter = Fixtures.deadLetter("main", "e-1").build();
    ObjectNode before = DeadLetterJson.write(letter);
    before.remove("cuts");
    assertThat(DeadLetterJson.read(before)).isEqualTo(letter);
  }

  @Test
  void a_letter_stored_without_a_trace_is_read() {
    ObjectNode old = DeadLetterJson.write(Fixtures.deadLetter("main", "e-1").build());
    ((ObjectNode) old.get("arrival")).remove("traceparent");
    assertThat(DeadLetterJson.read(old).arrival().traceParent()).isNull();
  }

  @Test
  void json_with_a_missing_or_invalid_field_is_rejected() {
    StreamEvent event = Fixtures.event("main", "e-1").donation(100, "USD").build();
    for (String field : new String[] {"streamId", "actor", "type", "amount", "occurredAt"}) {
      ObjectNode without = EventJson.write(event);
      without.remove(field);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EventJson.read(without))
          .withMessageStartingWith(field + " is missing");
    }
    ObjectNode finer = EventJson.write(event).put("amount", "1.001");
    assertThatIllegalArgumentException().isThrownBy(() -> EventJson.read(finer));
    ObjectNode unknown = EventJson.write(event).put("type", "wedding");
    assertThatIllegalArgumentException().isThrownBy(() -> EventJson.read(unknown));
  }

  @Test
  void a_flagged_verdict_never_becomes_a_published_message() {
    ObjectNode message = MessageJson.write(Fixtures.message("main", "m-1").build());
    message.set("moderation", VerdictJson.write(Fixtures.flagged()));
    assertThatIllegalArgumentException().isThrownBy(() -> MessageJson.read(message));

    ObjectNode violation = ViolationJson.write(Fixtures.violation("main", "m-1").build());
    violation.set("verdict", VerdictJson.write(Fixtures.allowed()));
    assertThatIllegalArgumentException().isThrownBy(() -> ViolationJson.read(violation));
  }

  private static <T> void comesBackEqual(
      Function<LetterSamples, T> sample,
      Function<T, ObjectNode> write,
      Function<ObjectNode, T> read) {
    for (long seed = 0; seed < TRIES; seed++) {
      T original = sample.apply(new LetterSamples(seed));
      ObjectNode written = write.apply(original);
      T back = read.apply(Json.readObject(Json.text(written)));
      assertThat(back).as("seed %d", seed).isEqualTo(original);
    }
  }
}
