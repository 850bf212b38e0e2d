package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.report.Report;
import io.spillway.ports.violation.ViolationId;

/**
 * JSON of a report: {@code {streamId, messageId, author, reporter, reason, note, weight, at,
 * counted}}; for moderators only, because of the reporter's name.
 */
public final class ReportJson {

  private ReportJson() {}

  /**
   * {@return the report as JSON}
   *
   * @param report the report
   */
  public static ObjectNode write(Report report) {
    ObjectNode node =
        Json.object()
            .put("streamId", report.id().streamId())
            .put("messageId", report.id().messageId())
            .put("author", report.author())
            .put("reporter", report.reporter())
            .put("reason", report.reason().code())
            .put("note", report.note())
            .put("weight", report.weight());
    Stored.put(node, "at", report.at());
    return node.put("counted", report.isCounted());
  }

  /**
   * {@return the report}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static Report read(JsonNode node) {
    return new Report(
        new ViolationId(Stored.text(node, "streamId"), Stored.text(node, "messageId")),
        Stored.text(node, "author"),
        Stored.text(node, "reporter"),
        Stored.reason(node, "reason"),
        Stored.text(node, "note"),
        Stored.score(node, "weight"),
        Stored.instant(node, "at"),
        Stored.flag(node, "counted"));
  }
}
