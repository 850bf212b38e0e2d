package io.spillway.ports.report;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.SortableTime;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationId;
import java.time.Instant;

/**
 * A viewer's report of a message. Each reporter has at most one for each message; names are
 * compared by {@link AuthorNames#key}.
 *
 * @param id the ids of the stream and the message
 * @param author the author of the message, as sent
 * @param reporter the reporter's name on the site, as sent
 * @param reason the reason
 * @param note the reporter's note, 0 to {@value #MAX_NOTE_LENGTH} characters
 * @param weight the weight of the report, 0 to 1: less for a reporter with many dismissed reports
 * @param at the time of the report, in microseconds
 * @param isCounted whether the message's case includes it
 */
public record Report(
    ViolationId id,
    String author,
    String reporter,
    ReasonCode reason,
    String note,
    double weight,
    Instant at,
    boolean isCounted) {

  /** Maximum length of a note, in characters. */
  public static final int MAX_NOTE_LENGTH = 500;

  public Report {
    requireNonNull(id, "id");
    requireNonNull(author, "author");
    requireNonNull(reporter, "reporter");
    requireNonNull(reason, "reason");
    if (note.length() > MAX_NOTE_LENGTH) {
      throw new IllegalArgumentException("note must have at most 500 characters");
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be 0 to 1: " + weight);
    }
    at = SortableTime.stored(at);
  }

  /** {@return the same report, included in the message's case} */
  public Report counted() {
    return new Report(id, author, reporter, reason, note, weight, at, true);
  }

  /**
   * {@return the same report by another name}
   *
   * @param name {@link #reporter()}
   */
  public Report by(String name) {
    return new Report(id, author, name, reason, note, weight, at, isCounted);
  }

  /** {@return a key that sorts reports by time, then by message and reporter} */
  public String sortKey() {
    return SortableTime.key(at, key());
  }

  /** {@return the key of the report, unique in the store} */
  public String key() {
    return id + "~" + AuthorNames.hash(reporter);
  }

  /** Identifies the report without names and note. */
  @Override
  public String toString() {
    return "Report[" + id + ", " + reason + "]";
  }
}
