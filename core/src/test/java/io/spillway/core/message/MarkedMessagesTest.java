package io.spillway.core.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.InvalidInputException;
import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.StoresFixture;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkedMessagesTest {

  private static final ViolationId ID = new ViolationId("s-1", "m-1");
  private static final Verdict.Marked MARKED =
      new Verdict.Marked(
          Category.HARASSMENT,
          Severity.MEDIUM,
          0.8,
          new Scores(Map.of(Category.HARASSMENT, 0.8)),
          "stream-1.standard-1",
          Fixtures.provenance());

  private final StoresFixture stores = new StoresFixture();
  private final SettableClock clock = new SettableClock();
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final MarkedMessages marked =
      new MarkedMessages(
          stores.messages,
          stores.messageArchive,
          stores.violations,
          log,
          clock,
          new RecordingTelemetry());

  private final Message message =
      stores.realMessages.add(message("s-1", "m-1").verdict(MARKED).build());

  @Test
  void a_kept_message_has_a_record_of_who_when_why_and_what() {
    assertThat(marked.keep(ID, "a quotation", "grace")).isTrue();

    assertThat(log.list(AuditFilter.all(), PageRequest.first(9)).items())
        .singleElement()
        .isEqualTo(
            AuditRecord.of(
                    log.list(AuditFilter.all(), PageRequest.first(1)).items().get(0).id(),
                    clock.instant(),
                    "grace",
                    AuditAction.KEEP,
                    "a quotation")
                .about("s-1", message.author())
                .aboutMessage(
                    "m-1",
                    Payload.of(message.text()).sha256(),
                    Category.HARASSMENT,
                    MARKED.policyVersion()));
  }

  @Test
  void a_retry_after_a_crash_between_record_and_verdict_leaves_one_record() {
    stores.before("messages.replaceVerdict", StoresFixture.DEATH);
    assertThatThrownBy(() -> marked.keep(ID, "fine", "grace"))
        .isInstanceOf(StoresFixture.Death.class);
    Instant first = clock.instant();
    clock.advance(Duration.ofMinutes(1));

    assertThat(marked.keep(ID, "fine", "grace")).isTrue();

    assertThat(log.list(AuditFilter.all(), PageRequest.first(9)).items()).hasSize(1);
    assertThat(stores.realMessages.find("s-1", "m-1").map(Message::verdict))
        .contains(new Verdict.Kept("grace", first, MARKED.policyVersion()));
  }

  @Test
  void a_marked_message_is_listed_until_it_is_reviewed() {
    stores.realMessages.add(message("s-1", "m-2").build());
    assertThat(marked.list("s-1", PageRequest.first(10)).items()).containsExactly(message);

    assertThat(marked.keep(ID, "fine", "grace")).isTrue();

    assertThat(marked.list("s-1", PageRequest.first(10)).items()).isEmpty();
    assertThat(stores.realMessages.find("s-1", "m-1"))
        .contains(message.with(new Verdict.Kept("grace", clock.instant(), MARKED.policyVersion())));
    assertThat(marked.keep(ID, "fine", "grace")).isFalse();
    assertThat(marked.withhold(ID, "grace")).isEmpty();
  }

  @Test
  void a_withheld_marked_message_is_a_violation_and_no_longer_visible() {
    Violation violation = marked.withhold(ID, "grace").orElseThrow().value();

    assertThat(violation.state()).isEqualTo(ViolationState.OPEN);
    assertThat(violation.verdict().category()).isEqualTo(Category.HARASSMENT);
    assertThat(violation.lastStep().who()).isEqualTo("grace");
    assertThat(violation.lastStep().note()).contains("published before, marked");
    assertThat(stores.realMessages.find("s-1", "m-1")).isEmpty();
    assertThat(marked.keep(ID, "fine", "ada")).isFalse();
  }

  @Test
  void a_withholding_that_a_crash_interrupted_is_finished_when_it_is_done_again() {
    stores.before("messages.withdraw", StoresFixture.OUTAGE);
    assertThatThrownBy(() -> marked.withhold(ID, "grace")).isInstanceOf(PortException.class);

    marked.withhold(ID, "grace");

    assertThat(stores.realMessages.find("s-1", "m-1")).isEmpty();
    assertThat(stores.realViolations.countWithheld("s-1")).isOne();
  }

  @Test
  void withholding_wins_over_a_concurrent_keep() {
    stores.before("violations.add", () -> marked.keep(ID, "fine", "ada"));

    marked.withhold(ID, "grace");

    assertThat(stores.realMessages.find("s-1", "m-1")).isEmpty();
    assertThat(stores.realViolations.find(ID)).isPresent();
  }

  @Test
  void keep_has_no_effect_after_a_concurrent_withholding() {
    stores.before("messages.replaceVerdict", () -> marked.withhold(ID, "ada"));

    assertThat(marked.keep(ID, "fine", "grace")).isFalse();

    assertThat(stores.realMessages.find("s-1", "m-1")).isEmpty();
  }

  @Test
  void a_moderator_has_a_name() {
    for (String nobody : List.of("", " ", "a\u0000b")) {
      assertThatThrownBy(() -> marked.keep(ID, "fine", nobody))
          .isInstanceOf(InvalidInputException.class);
    }
  }
}
