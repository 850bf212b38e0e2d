package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.core.audit.AuditLine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Audit trail as CSV by RFC 4180, with the fields of the JSON as columns. An apostrophe precedes a
 * cell that a spreadsheet would read as a formula.
 */
final class AuditCsv {

  static final String CONTENT_TYPE = "text/csv; charset=utf-8";

  private static final List<String> COLUMNS =
      List.of(
          "at",
          "who",
          "action",
          "from",
          "to",
          "reason",
          "note",
          "streamId",
          "messageId",
          "author",
          "category",
          "policyVersion",
          "textHash",
          "violationId",
          "step",
          "bulkId",
          "auditId",
          "assignee");

  private static final String LINE_END = "\r\n";
  private static final String FORMULA_SIGNS = "=+-@\t\r";

  private AuditCsv() {}

  /**
   * Returns the lines of a page.
   *
   * @param isFirst whether the line of the columns' names precedes them
   */
  static String text(List<AuditLine> lines, boolean isFirst) {
    StringBuilder text = new StringBuilder();
    if (isFirst) {
      text.append(String.join(",", COLUMNS)).append(LINE_END);
    }
    for (AuditLine line : lines) {
      JsonNode json = AuditHandlers.json(line);
      text.append(
              COLUMNS.stream()
                  .map(column -> cell(json.path(column).asText("")))
                  .collect(Collectors.joining(",")))
          .append(LINE_END);
    }
    return text.toString();
  }

  private static String cell(String value) {
    boolean isFormula = !value.isEmpty() && FORMULA_SIGNS.indexOf(value.charAt(0)) >= 0;
    String safe = isFormula ? "'" + value : value;
    boolean isQuoted = isFormula || safe.chars().anyMatch(sign -> ",\"\r\n".indexOf(sign) >= 0);
    return isQuoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
