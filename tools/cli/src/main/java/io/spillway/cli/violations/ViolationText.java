package io.spillway.cli.violations;

import static io.spillway.cli.terminal.Table.extra;
import static io.spillway.cli.terminal.Table.fixed;
import static io.spillway.cli.terminal.Table.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.remote.Details;
import io.spillway.cli.remote.Times;
import io.spillway.cli.terminal.Table;
import java.io.PrintWriter;

/** Violations for people; without the message's text unless requested. */
final class ViolationText {

  private ViolationText() {}

  static Table table() {
    return new Table(
        fixed("ID"),
        fixed("STATE"),
        extra("STREAM"),
        extra("AUTHOR"),
        extra("CATEGORY"),
        extra("SEVERITY"),
        extra("WITHHELD"),
        text("REASON"));
  }

  static String[] row(JsonNode violation) {
    JsonNode verdict = violation.path("verdict");
    return new String[] {
      violation.path("violationId").asText(),
      violation.path("state").asText(),
      violation.path("streamId").asText(),
      violation.path("author").asText(),
      verdict.path("category").asText(),
      verdict.path("severity").asText(),
      Times.seconds(violation.path("heldAt")),
      verdict.path("reason").asText()
    };
  }

  static void print(JsonNode violation, boolean withText, PrintWriter out) {
    Details details = new Details(out);
    JsonNode verdict = violation.path("verdict");
    details.line("Violation", violation.path("violationId"));
    details.line("State", violation.path("state"));
    details.line("Stream", violation.path("streamId"));
    details.line("Author", violation.path("author"));
    details.line("Sent", Times.seconds(violation.path("sentAt")));
    details.line("Withheld", Times.seconds(violation.path("heldAt")));
    details.line("Claimed by", violation.path("claim").path("holder"));
    details.line("Assigned to", violation.path("assignee"));
    details.line("Category", verdict.path("category"));
    details.line("Severity", verdict.path("severity"));
    details.line("Reason", verdict.path("reason"));
    details.line("Policy", verdict.path("policyVersion"));
    verdict
        .path("scores")
        .fields()
        .forEachRemaining(
            score -> details.line("Score", score.getKey() + ' ' + score.getValue().asText()));
    violation.path("audit").forEach(step -> details.line("History", step(step)));
    details.line("Text", withText ? violation.path("text").asText() : "not shown; use --text");
    out.flush();
  }

  private static String step(JsonNode step) {
    String line =
        Times.seconds(step.path("at"))
            + ' '
            + step.path("action").asText()
            + " by "
            + step.path("who").asText();
    String reason = step.path("reason").asText();
    String note = step.path("note").asText();
    return line + (reason.isEmpty() ? "" : ", " + reason) + (note.isEmpty() ? "" : ": " + note);
  }
}
