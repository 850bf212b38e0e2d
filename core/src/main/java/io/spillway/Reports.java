package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.report.MessageReports;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationId;
import org.jspecify.annotations.Nullable;

/**
 * Viewers' reports of published messages: {@link Moderation#reports()}. A report opens a case in
 * the review queue, in state {@code REPORTED}: its message stays published until a moderator
 * upholds it, or until the reports reach the weight that the policy sets. A reporter who is wrong
 * most of the time weighs less. Safe for use by many threads.
 */
public final class Reports {

  private final MessageReports reports;

  Reports(MessageReports reports) {
    this.reports = requireNonNull(reports, "reports");
  }

  /**
   * Reports a message. Idempotent: a reporter has one report for each message, and a repeated one
   * gets the same answer and keeps the first reason.
   *
   * @param id the message's id
   * @param reporter the reporter's name, 1 to 100 characters
   * @param reason the reason's code, required; one of those for upholding a violation
   * @param note the reporter's note, 0 to {@value Report#MAX_NOTE_LENGTH} characters
   * @return whether there is such a message; false for one that is not published
   * @throws InvalidInputException naming each bad field
   * @throws RateExceededException after 20 reports by one reporter in 10 minutes
   * @throws UnsupportedOperationException when the stores keep no reports
   * @throws io.spillway.ports.PortException when a store failed; safe to call again
   */
  public boolean report(
      ViolationId id,
      @Nullable String reporter,
      @Nullable ReasonCode reason,
      @Nullable String note) {
    return reports.report(id, reporter, reason, note);
  }

  /**
   * {@return the reports that match a filter, newest first; for moderators only}
   *
   * @param filter the filter
   * @param page the page
   */
  public Page<Report> list(ReportFilter filter, PageRequest page) {
    return reports.list(filter, page);
  }

  /**
   * {@return the weight of a reporter's next report, 0 to 1}
   *
   * @param reporter the reporter's name
   */
  public double weight(String reporter) {
    return reports.reliability(reporter).weight();
  }
}
