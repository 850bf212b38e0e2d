package io.spillway.core.report;

import static io.spillway.ports.violation.ViolationState.DISMISSED;
import static io.spillway.ports.violation.ViolationState.OPEN;
import static io.spillway.ports.violation.ViolationState.REPORTED;
import static io.spillway.ports.violation.ViolationState.UPHELD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.Decision;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.RateExceededException;
import io.spillway.ReviewResult.Decided;
import io.spillway.Withholding;
import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.core.Interleavings;
import io.spillway.core.Interleavings.Scenario;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.StoresFixture;
import io.spillway.core.StoresFixture.Death;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports open a case, which says how often and why, and may withhold the message. */
class MessageReportsTest {

  private static final ViolationId ID = new ViolationId("stream", "m-1");

  private StoresFixture stores = new StoresFixture();
  private final InMemoryAuditLog log = new InMemoryAuditLog();
  private final SettableClock clock = new SettableClock();
  private final RecordingTelemetry noted = new RecordingTelemetry();
  private double withholdAt;

  private MessageReports reports() {
    return new MessageReports(
        stores.reports,
        log,
        stores.messages,
        stores.violations,
        stream -> withholdAt,
        clock,
        noted);
  }

  private ViolationReview review() {
    return new ViolationReview(stores.messages, stores.violations, clock);
  }

  private void publish(String messageId) {
    stores.realMessages.add(Fixtures.message("stream", messageId).build());
  }

  private boolean report(String reporter, ReasonCode reason) {
    return reports().report(ID, reporter, reason, "");
  }

  private boolean isReadable() {
    return stores.realMessages.find("stream", "m-1").isPresent();
  }

  private Violation standing() {
    return stores.realViolations.find(ID).orElseThrow().value();
  }

  @Test
  void the_first_report_opens_a_case_whose_message_stays_published() {
    publish("m-1");

    assertThat(report("bo", ReasonCode.SPAM)).isTrue();

    assertThat(isReadable()).isTrue();
    assertThat(standing().state()).isEqualTo(REPORTED);
    assertThat(standing().verdict().category()).isEqualTo(Category.SPAM);
    assertThat(standing().verdict().reason()).isEqualTo("published, reported once");
    assertThat(standing().reports().count()).isEqualTo(1);
    assertThat(stores.realReports.findUncounted(10)).isEmpty();
  }

  @Test
  void the_case_says_how_often_and_why_and_becomes_more_urgent() {
    publish("m-1");
    report("bo", ReasonCode.SPAM);
    Violation first = standing();

    report("cy", ReasonCode.SPAM);
    report("di", ReasonCode.SCAM);

    assertThat(standing().reports().count()).isEqualTo(3);
    assertThat(standing().reports().weight()).isEqualTo(3);
    assertThat(standing().reports().reasons())
        .isEqualTo(Map.of(ReasonCode.SPAM, 2, ReasonCode.SCAM, 1));
    assertThat(standing().assignment().dueAt()).isBefore(first.assignment().dueAt());
    assertThat(standing().audit()).hasSize(1);
  }

  @Test
  void a_repeated_report_counts_once() {
    publish("m-1");

    assertThat(report("bo", ReasonCode.SPAM)).isTrue();
    assertThat(report(" bo", ReasonCode.HATE)).isTrue();

    assertThat(standing().reports().count()).isEqualTo(1);
    assertThat(stores.realReports.find(ID, "bo").map(Report::reason)).contains(ReasonCode.SPAM);
    assertThat(log.list(AuditFilter.all(), PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void the_weight_that_the_policy_sets_withholds_once_until_a_moderator_decides() {
    withholdAt = 2;
    publish("m-1");
    report("bo", ReasonCode.SPAM);
    assertThat(isReadable()).isTrue();

    report("cy", ReasonCode.SPAM);

    assertThat(isReadable()).isFalse();
    assertThat(standing().state()).isEqualTo(OPEN);
    assertThat(standing().lastStep().who()).isEqualTo("system:reports");
    assertThat(noted.kinds()).containsExactly(Kind.MESSAGE_WITHDRAWN);

    dismiss();
    assertThat(isReadable()).isTrue();
    report("di", ReasonCode.SPAM);
    report("ed", ReasonCode.SPAM);

    assertThat(isReadable()).isTrue();
    assertThat(standing().state()).isEqualTo(DISMISSED);
    assertThat(standing().reports().count()).isEqualTo(4);
  }

  @Test
  void one_report_can_withhold_at_once() {
    withholdAt = 1;
    publish("m-1");

    report("bo", ReasonCode.SPAM);

    assertThat(isReadable()).isFalse();
    assertThat(standing().audit()).hasSize(2);
  }

  @Test
  void a_moderator_upholds_a_reported_message_and_undo_publishes_it_again() {
    publish("m-1");
    report("bo", ReasonCode.SPAM);

    Violation upheld =
        ((Decided) review().decide(ID, Decision.of(UPHELD, "", "mia"))).violation().value();
    assertThat(upheld.state()).isEqualTo(UPHELD);
    assertThat(isReadable()).isFalse();

    String version = stores.realViolations.find(ID).orElseThrow().version();
    review().undo(ID, version, "", "mia", null);
    assertThat(standing().state()).isEqualTo(REPORTED);
    assertThat(isReadable()).isTrue();
  }

  @Test
  void dismissing_a_reported_message_leaves_it_as_it_was() {
    publish("m-1");
    Message before = stores.realMessages.find("stream", "m-1").orElseThrow();
    report("bo", ReasonCode.SPAM);

    dismiss();

    assertThat(stores.realMessages.find("stream", "m-1")).contains(before);
  }

  @Test
  void a_reporter_who_is_wrong_most_of_the_time_weighs_less() {
    for (int i = 10; i < 13; i++) {
      publish("m-" + i);
      ViolationId other = new ViolationId("stream", "m-" + i);
      reports().report(other, "bo", ReasonCode.SPAM, "");
      review().decide(other, Decision.of(i == 10 ? UPHELD : DISMISSED, "", "mia"));
    }
    publish("m-1");

    report("bo", ReasonCode.SPAM);
    report("cy", ReasonCode.SPAM);

    assertThat(standing().reports().weight()).isEqualTo(1.25);
    assertThat(stores.realReports.find(ID, "bo").orElseThrow().weight()).isEqualTo(0.25);
    assertThat(reports().reliability("bo")).isEqualTo(new Reliability(1, 2));
  }

  @Test
  void a_message_that_is_not_published_cannot_be_reported() {
    assertThat(report("bo", ReasonCode.SPAM)).isFalse();
    stores.realViolations.add(Fixtures.violation("stream", "m-1").build());

    assertThat(report("bo", ReasonCode.SPAM)).isFalse();
    assertThat(stores.realReports.list(ReportFilter.all(), PageRequest.first(10)).items())
        .isEmpty();
  }

  @Test
  void a_reporter_is_limited_to_twenty_in_ten_minutes() {
    for (int i = 1; i <= 20; i++) {
      publish("m-" + i);
      assertThat(reports().report(new ViolationId("stream", "m-" + i), "bo", ReasonCode.SPAM, ""))
          .isTrue();
      clock.advance(Duration.ofSeconds(1));
    }
    publish("m-21");
    ViolationId next = new ViolationId("stream", "m-21");

    RateExceededException refused =
        catchThrowableOfType(
            RateExceededException.class, () -> reports().report(next, "bo", ReasonCode.SPAM, ""));

    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(580));
    assertThat(report("bo", ReasonCode.SPAM)).isTrue();
    clock.advance(refused.retryAfter());
    assertThat(reports().report(next, "bo", ReasonCode.SPAM, "")).isTrue();
  }

  @Test
  void each_bad_field_is_named() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> reports().report(ID, " ", ReasonCode.MISTAKE, "n".repeat(501)));

    assertThat(refused.fields())
        .extracting(InvalidField::field)
        .containsExactly("reporter", "reason", "note");
  }

  @Test
  void a_report_is_in_the_audit_trail_with_the_case_and_without_the_text() {
    publish("m-1");
    reports().report(ID, "bo", ReasonCode.SCAM, "asks for passwords");

    AuditRecord entry = log.list(AuditFilter.all(), PageRequest.first(10)).items().get(0);

    assertThat(entry.action()).isEqualTo(AuditAction.REPORT);
    assertThat(entry.who()).isEqualTo("bo");
    assertThat(entry.messageId()).isEqualTo("m-1");
    assertThat(entry.author()).isEqualTo(standing().author());
    assertThat(entry.category()).isEqualTo(Category.SCAM);
    assertThat(entry.textHash()).hasSize(64);
    assertThat(entry.note()).isEqualTo("asks for passwords");
  }

  @Test
  void after_a_crash_at_any_call_the_sweep_or_a_retry_counts_it() {
    withholdAt = 1;
    for (boolean after : new boolean[] {false, true}) {
      for (int call = 0; call < 10; call++) {
        for (boolean isRetried : new boolean[] {false, true}) {
          stores = new StoresFixture();
          publish("m-1");
          stores.at(call, after, StoresFixture.DEATH);
          assertThatThrownBy(() -> report("bo", ReasonCode.SPAM)).isInstanceOf(Death.class);

          if (isRetried) {
            assertThat(report("bo", ReasonCode.SPAM)).isTrue();
          }
          reports().countLeft(10);
          review().applyPending(10);

          assertThat(stores.realReports.findUncounted(10)).isEmpty();
          boolean isStored = stores.realReports.find(ID, "bo").isPresent();
          assertThat(isStored || !isRetried).isTrue();
          assertThat(isReadable()).isNotEqualTo(isStored);
          if (isStored) {
            assertThat(standing().audit()).hasSize(2);
            assertThat(standing().reports().count()).isEqualTo(1);
          }
        }
      }
    }
  }

  @Test
  void a_report_that_withholds_and_a_moderator_who_dismisses_at_once_agree_in_the_end() {
    withholdAt = 2;
    int orders =
        Interleavings.tryAll(
            () -> {
              stores = new StoresFixture();
              StoresFixture fresh = stores;
              publish("m-1");
              report("bo", ReasonCode.SPAM);
              MessageReports reporting = reports();
              ViolationReview reviewing = review();
              return new Scenario(
                  fresh,
                  List.of(
                      () -> reporting.report(ID, "cy", ReasonCode.SPAM, ""),
                      () -> reviewing.dismiss(ID, "mia")),
                  () -> assertAgreed(fresh));
            });
    assertThat(orders).isGreaterThan(20);
  }

  @Test
  void a_report_during_which_a_moderator_withholds_the_message_is_counted_into_the_case() {
    Interleavings.tryAll(
        () -> {
          stores = new StoresFixture();
          StoresFixture fresh = stores;
          publish("m-1");
          MessageReports reporting = reports();
          ViolationReview reviewing = review();
          return new Scenario(
              fresh,
              List.of(
                  () -> reporting.report(ID, "cy", ReasonCode.SPAM, ""),
                  () -> reviewing.withhold(ID, Withholding.of(ReasonCode.SPAM, "", "mia"))),
              () -> assertCounted(fresh));
        });
  }

  private void assertCounted(StoresFixture fresh) {
    reports().countLeft(10);
    review().applyPending(10);
    int stored = fresh.realReports.find(ID, "cy").isPresent() ? 1 : 0;
    Violation violation = fresh.realViolations.find(ID).orElseThrow().value();
    assertThat(violation.state()).isEqualTo(UPHELD);
    assertThat(violation.reports().count()).isEqualTo(stored);
    assertThat(fresh.realMessages.find("stream", "m-1")).isEmpty();
    assertThat(fresh.realReports.findUncounted(10)).isEmpty();
  }

  private void assertAgreed(StoresFixture fresh) {
    reports().countLeft(10);
    review().applyPending(10);
    Violation violation = fresh.realViolations.find(ID).orElseThrow().value();
    assertThat(violation.reports().count()).isEqualTo(2);
    assertThat(violation.state()).isIn(OPEN, DISMISSED);
    assertThat(fresh.realMessages.find("stream", "m-1").isPresent())
        .isEqualTo(violation.state() == DISMISSED);
    assertThat(fresh.realReports.findUncounted(10)).isEmpty();
  }

  private void dismiss() {
    assertThat(review().decide(ID, Decision.of(DISMISSED, "", "mia"))).isInstanceOf(Decided.class);
  }
}
