package io.spillway.core.report;

import static java.util.Map.Entry.comparingByValue;

import io.spillway.core.InputCheck;
import io.spillway.core.violation.ByHand;
import io.spillway.core.violation.Urgency;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.report.Report;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReportSummary;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Rules of the case that reports open: urgency, and withholding from a weight on. */
final class ReportedCase {

  /** Author of the automatic steps. */
  static final String SYSTEM = InputCheck.SYSTEM_PREFIX + "reports";

  /** Weight of reports whose case is as urgent as one with a certain verdict. */
  private static final double CERTAIN_WEIGHT = 5;

  private ReportedCase() {}

  static ReportSummary summarize(List<Report> reports) {
    Map<ReasonCode, Integer> reasons = new EnumMap<>(ReasonCode.class);
    double weight = 0;
    for (Report report : reports) {
      reasons.merge(report.reason(), 1, Integer::sum);
      weight += report.weight();
    }
    return new ReportSummary(reports.size(), weight, reasons);
  }

  /** Returns a new case of a published message. */
  static Violation open(Message message, ReportSummary reports, double withholdAt, Instant now) {
    Verdict.Flagged verdict = verdict(message, reports);
    AuditEntry first = AuditEntry.of(now, SYSTEM, null, ViolationState.REPORTED, verdict.reason());
    Violation reported =
        Violation.of(
                new ViolationId(message.streamId(), message.messageId()),
                message.author(),
                message.text(),
                message.sentAt(),
                verdict,
                List.of(first),
                Assignment.dueAt(Urgency.dueAt(verdict, now)))
            .with(reports);
    return reaches(reports, withholdAt) ? withhold(reported, now) : reported;
  }

  /**
   * Returns a case with new reports. Only a case that no person has touched is withheld; in every
   * other state the reports are recorded for moderators.
   */
  static Violation update(Violation before, ReportSummary reports, double withholdAt, Instant now) {
    if (before.reports().equals(reports)) {
      return before;
    }
    Violation counted = before.with(reports);
    if (before.state() != ViolationState.REPORTED) {
      return counted;
    }
    Verdict.Flagged verdict = with(before.verdict(), reports);
    Instant due = Urgency.dueAt(verdict, before.heldAt());
    Assignment assignment = before.assignment();
    Violation next =
        counted
            .with(verdict)
            .with(due.isBefore(assignment.dueAt()) ? assignment.due(due) : assignment);
    return reaches(reports, withholdAt) && isUntouched(before) ? withhold(next, now) : next;
  }

  private static Violation withhold(Violation reported, Instant now) {
    AuditEntry step =
        AuditEntry.of(
            now, SYSTEM, ViolationState.REPORTED, ViolationState.OPEN, reported.verdict().reason());
    return reported.after(step, PendingEffect.WITHDRAW, reported.assignment());
  }

  private static boolean reaches(ReportSummary reports, double withholdAt) {
    return withholdAt > 0 && reports.weight() >= withholdAt;
  }

  private static boolean isUntouched(Violation violation) {
    return violation.audit().stream()
        .allMatch(step -> InputCheck.isSystem(step.who()) || step.action() == ReviewAction.ASSIGN);
  }

  private static Verdict.Flagged verdict(Message message, ReportSummary reports) {
    ReasonCode most =
        reports.reasons().entrySet().stream()
            .max(comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(ReasonCode.OTHER_RULE);
    return ByHand.verdict(
        message,
        "reports",
        ByHand.category(most),
        Severity.MEDIUM,
        certainty(reports),
        reason(reports));
  }

  private static Verdict.Flagged with(Verdict.Flagged before, ReportSummary reports) {
    return Verdict.Flagged.of(
        before.category(),
        before.severity(),
        certainty(reports),
        reason(reports),
        before.scores(),
        before.policyVersion(),
        before.provenance());
  }

  private static double certainty(ReportSummary reports) {
    return Math.min(1, reports.weight() / CERTAIN_WEIGHT);
  }

  private static String reason(ReportSummary reports) {
    String times = reports.count() == 1 ? "once" : reports.count() + " times";
    return "published, reported " + times;
  }
}
