package io.spillway.core.report;

import static java.util.Objects.requireNonNull;

import io.spillway.RateExceededException;
import io.spillway.RateLimitKind;
import io.spillway.core.InputCheck;
import io.spillway.core.audit.AuditIds;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.violation.ByHand;
import io.spillway.core.violation.MessageVisibility;
import io.spillway.core.violation.Reasons;
import io.spillway.core.violation.ViolationReplacement;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.policy.RateLimit;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ReportSummary;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Viewers' reports of published messages. A report opens a case in the review queue, whose message
 * stays published; from a weight that the policy sets, it is withheld until a moderator decides.
 *
 * <p>A report is stored first and counted into the case afterwards, from all reports of the
 * message, so that repeated and concurrent counting gives the same result. A crash in between is
 * made up for by {@link #countLeft}.
 *
 * <p>Safe for use by many threads.
 */
public final class MessageReports {

  /** Most reports of one message that are counted; further ones are stored only. */
  public static final int MAX_COUNTED = 100;

  /** Limit of one reporter on all streams. */
  public static final RateLimit LIMIT = new RateLimit(20, 600);

  private static final int TRIES = 4;

  private final ReportStore reports;
  private final AuditLog log;
  private final MessageStore messages;
  private final ViolationStore violations;
  private final MessageVisibility visibility;
  private final ToDoubleFunction<String> withholdAt;
  private final InstantSource clock;
  private final Telemetry telemetry;

  /**
   * Creates the reports of a set of stores.
   *
   * @param reports the store of reports
   * @param log the audit log
   * @param messages the store of messages
   * @param violations the store of violations
   * @param withholdAt the function from a stream's id to the weight of reports that withholds; 0
   *     for never
   * @param clock the time of reports
   * @param telemetry the receiver of withdrawn messages
   */
  public MessageReports(
      ReportStore reports,
      AuditLog log,
      MessageStore messages,
      ViolationStore violations,
      ToDoubleFunction<String> withholdAt,
      InstantSource clock,
      Telemetry telemetry) {
    this.reports = requireNonNull(reports, "reports");
    this.log = requireNonNull(log, "log");
    this.messages = requireNonNull(messages, "messages");
    this.violations = requireNonNull(violations, "violations");
    this.visibility = new MessageVisibility(messages, violations);
    this.withholdAt = requireNonNull(withholdAt, "withholdAt");
    this.clock = requireNonNull(clock, "clock");
    this.telemetry = requireNonNull(telemetry, "telemetry");
  }

  /**
   * Reports a message. Idempotent: a reporter has one report for each message, and a repeated one
   * gets the same answer and keeps the first reason.
   *
   * @param id the message's id
   * @param reporter the reporter's name, 1 to 100 characters
   * @param reason the reason
   * @param note the reporter's note, 0 to {@value Report#MAX_NOTE_LENGTH} characters
   * @return whether there is such a message; false for one that is not published
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws RateExceededException over {@link #LIMIT}
   * @throws PortException if a store failed; safe to call again
   */
  public boolean report(
      ViolationId id,
      @Nullable String reporter,
      @Nullable ReasonCode reason,
      @Nullable String note) {
    InputCheck check = new InputCheck();
    String who = check.author("reporter", reporter, MessageIntake.MAX_AUTHOR_LENGTH);
    ReasonCode why = Reasons.require(check, reason);
    String says = check.note("note", note, Report.MAX_NOTE_LENGTH);
    check.orThrow();
    Optional<Report> before = reports.find(id, who);
    if (before.isPresent()) {
      count(before.get());
      return true;
    }
    Message message = messages.find(id.streamId(), id.messageId()).orElse(null);
    if (message == null) {
      return false;
    }
    Instant now = clock.instant();
    List<Report> recent = recent(who, now);
    double weight = reliability(recent).weight();
    Report report = new Report(id, message.author(), who, why, says, weight, now, false);
    log.add(record(report, message));
    count(reports.add(report));
    return true;
  }

  /**
   * Counts reports that a crash or a failure left uncounted.
   *
   * @param limit the most reports, 1 to {@value PageRequest#MAX_LIMIT}
   * @return the number of reports that were counted
   * @throws PortException the first failure; safe to call again
   */
  public int countLeft(int limit) {
    int counted = 0;
    for (Report left : reports.findUncounted(limit)) {
      counted += count(left) ? 1 : 0;
    }
    return counted;
  }

  /**
   * {@return the reports that match a filter, newest first}
   *
   * @param filter the filter
   * @param page the page
   */
  public Page<Report> list(ReportFilter filter, PageRequest page) {
    return reports.list(filter, page);
  }

  /**
   * {@return moderators' decisions about a reporter's latest reports}
   *
   * @param reporter the reporter's name
   */
  public Reliability reliability(String reporter) {
    return reliability(
        reports
            .list(ReportFilter.all().by(reporter), PageRequest.first(Reliability.MAX_REPORTS))
            .items());
  }

  private Reliability reliability(List<Report> latest) {
    Reliability found = Reliability.UNKNOWN;
    for (Report report : latest.subList(0, Math.min(latest.size(), Reliability.MAX_REPORTS))) {
      Optional<Versioned<Violation>> reported = violations.find(report.id());
      found = reported.isPresent() ? found.plus(reported.get().value()) : found;
    }
    return found;
  }

  /** Returns the latest reports of a reporter, newest first. Throws over the limit. */
  private List<Report> recent(String reporter, Instant now) {
    List<Report> latest =
        reports.list(ReportFilter.all().by(reporter), PageRequest.first(LIMIT.most())).items();
    Duration window = Duration.ofSeconds(LIMIT.seconds());
    if (latest.size() == LIMIT.most()) {
      Instant free = latest.get(LIMIT.most() - 1).at().plus(window);
      if (free.isAfter(now)) {
        throw new RateExceededException(RateLimitKind.REPORTS, LIMIT, Duration.between(now, free));
      }
    }
    return latest;
  }

  /** Counts the reports of a message into its case; returns false after too much contention. */
  private boolean count(Report report) {
    if (report.isCounted()) {
      return true;
    }
    for (int i = 0; i < TRIES; i++) {
      if (countOnce(report.id())) {
        reports.markCounted(report);
        return true;
      }
    }
    return false;
  }

  private boolean countOnce(ViolationId id) {
    Versioned<Violation> current = violations.find(id).orElse(null);
    if (current != null && current.value().reports().count() >= MAX_COUNTED) {
      return true;
    }
    ReportSummary summary =
        ReportedCase.summarize(
            reports
                .list(
                    ReportFilter.all().ofMessage(id.streamId(), id.messageId()),
                    PageRequest.first(MAX_COUNTED))
                .items());
    double most = withholdAt.applyAsDouble(id.streamId());
    return current == null ? open(id, summary, most) : update(current, summary, most);
  }

  private boolean open(ViolationId id, ReportSummary summary, double most) {
    Message message = messages.find(id.streamId(), id.messageId()).orElse(null);
    if (message == null) {
      // Withheld meanwhile, so that another round counts into its case; or erased.
      return violations.find(id).isEmpty();
    }
    Violation opened = ReportedCase.open(message, summary, most, clock.instant());
    Versioned<Violation> stored = violations.add(opened);
    return stored.value().equals(opened) && settle(stored);
  }

  private boolean update(Versioned<Violation> current, ReportSummary summary, double most) {
    Violation next = ReportedCase.update(current.value(), summary, most, clock.instant());
    if (next.equals(current.value())) {
      return true;
    }
    Optional<Replacement<Violation>> result =
        ViolationReplacement.replace(violations, current, next);
    boolean isErased = result.isEmpty();
    return isErased
        || (result.get() instanceof Replacement.Replaced<Violation> replaced
            && settle(replaced.stored()));
  }

  /** Applies a withdrawal; if that fails, the sweep of pending effects does. */
  private boolean settle(Versioned<Violation> counted) {
    Violation violation = counted.value();
    if (violation.pendingEffect() == PendingEffect.WITHDRAW) {
      telemetry.note(
          Outcome.message(
              Outcome.Kind.MESSAGE_WITHDRAWN,
              violation.id().streamId(),
              violation.id().messageId(),
              violation.verdict().category().code()));
      var unused = visibility.settle(counted);
    }
    return true;
  }

  private static AuditRecord record(Report report, Message message) {
    return AuditRecord.of(
            AuditIds.of("rep", report.key()),
            report.at(),
            report.reporter(),
            AuditAction.REPORT,
            report.note())
        .about(report.id().streamId(), report.author())
        .aboutMessage(
            report.id().messageId(),
            Payload.of(message.text()).sha256(),
            ByHand.category(report.reason()),
            ByHand.policyVersion(message.verdict()))
        .withReason(report.reason());
  }
}
