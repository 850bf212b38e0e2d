package io.spillway.cli.deadletters;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.remote.Details;
import io.spillway.cli.remote.Times;
import java.io.PrintWriter;

/** Dead letter for people. */
final class LetterDetails {

  private final JsonNode letter;
  private final PrintWriter out;
  private final Details details;

  private LetterDetails(JsonNode letter, PrintWriter out) {
    this.letter = letter;
    this.out = out;
    this.details = new Details(out);
  }

  static void print(JsonNode letter, PrintWriter out) {
    LetterDetails all = new LetterDetails(letter, out);
    all.printEvent();
    all.printFailure();
    all.printActivities();
    all.printAudit();
    all.printPayload("Payload", letter.path("arrival").path("payload"));
    all.printPayload("Original payload", letter.path("original"));
    out.flush();
  }

  private void printEvent() {
    details.line("Dead letter", letter.path("deadLetterId"));
    details.line("State", letter.path("state"));
    details.line("Stream", letter.path("streamId"));
    details.line("Source", text(letter, "source"));
    details.line("Event", text(letter, "eventId"));
    details.line("Type", text(letter, "eventType"));
    details.line("Workflow", text(letter, "workflowId"));
    details.line(
        "Redrives", letter.path("redrives").asText() + ", failed: " + text(letter, "generation"));
    details.line("Redrive", text(letter, "redriveId"));
    JsonNode retry = letter.path("retry");
    if (retry.isObject()) {
      details.line(
          "Next retry",
          "%s, automatic, after %s retries"
              .formatted(Times.seconds(retry.path("next")), text(retry, "retries")));
    }
    letter.path("warnings").forEach(warning -> details.line("Warning", warning));
  }

  private void printFailure() {
    JsonNode failure = letter.path("failure");
    details.line(
        "Failure", text(failure, "code") + ", " + text(failure, "category").toLowerCase(ROOT));
    details.more(text(failure, "message"));
    details.line("Exception", text(letter.path("exception"), "type"));
    details.line("Fingerprint", letter.path("fingerprint"));
    details.line("Dead-lettered", Times.seconds(letter.path("buriedAt")));
    details.line(
        "By",
        text(letter.path("origin"), "host") + " " + text(letter.path("origin"), "appVersion"));
    JsonNode arrival = letter.path("arrival");
    details.line(
        "Arrival",
        "%s, message %s, delivery %s, sent %s"
            .formatted(
                text(arrival, "queue"),
                text(arrival, "messageId"),
                text(arrival, "dequeueCount"),
                Times.seconds(arrival.path("insertedAt"))));
  }

  private void printActivities() {
    for (JsonNode activity : letter.path("activities")) {
      details.line(
          "Activity",
          "%s: %s, attempts: %s"
              .formatted(
                  text(activity, "activity"), text(activity, "state"), text(activity, "attempts")));
      details.more(text(activity.path("failure"), "message"));
    }
  }

  private void printAudit() {
    for (JsonNode step : letter.path("audit")) {
      String note = text(step, "note");
      details.line(
          "History",
          "%s %s by %s%s"
              .formatted(
                  Times.seconds(step.path("at")),
                  text(step, "action"),
                  text(step, "who"),
                  note.isEmpty() ? "" : ": " + note));
    }
  }

  private void printPayload(String title, JsonNode payload) {
    if (payload.isObject()) {
      out.println();
      out.println(
          "%s, %s bytes%s:"
              .formatted(title, text(payload, "size"), payload.has("text") ? "" : ", in Base64"));
      out.println(payload.path("text").asText(text(payload, "base64")));
    }
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNull() ? "" : value.asText();
  }
}
