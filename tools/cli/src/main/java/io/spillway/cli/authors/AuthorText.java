package io.spillway.cli.authors;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.remote.Details;
import io.spillway.cli.remote.Times;
import java.io.PrintWriter;

/** An author for people, without texts of messages. */
final class AuthorText {

  private AuthorText() {}

  static void print(JsonNode author, PrintWriter out) {
    Details details = new Details(out);
    details.line("Author", author.path("author"));
    details.line("Stream", author.path("streamId").asText("all"));
    if (author.has("standing")) {
      JsonNode standing = author.path("standing");
      details.line(
          "Standing",
          standing.path("effect").asText() + ", strikes: " + standing.path("strikes").asText());
    }
    details.line("Messages", count(author.path("messages")));
    details.line("Violations", count(author.path("violations")));
    details.line("Reported", count(author.path("reports")));
    JsonNode made = author.path("reportsMade");
    details.line("Reports made", count(made) + ", weight " + made.path("weight").asText());
    author
        .path("restrictions")
        .path("items")
        .forEach(restriction -> details.line("Restriction", restriction(restriction)));
    author.path("notes").path("items").forEach(note -> details.line("Note", note(note)));
    out.flush();
  }

  /** Returns the number of items; the page has the latest only. */
  private static String count(JsonNode page) {
    return page.path("items").size() + (page.hasNonNull("nextCursor") ? " or more" : "");
  }

  private static String restriction(JsonNode restriction) {
    String note = restriction.path("note").asText();
    return restriction.path("effect").asText()
        + " on "
        + restriction.path("streamId").asText("all streams")
        + " until "
        + Times.seconds(restriction.path("until"))
        + " by "
        + restriction.path("by").asText()
        + ", "
        + restriction.path("reason").asText()
        + (note.isEmpty() ? "" : ": " + note);
  }

  private static String note(JsonNode note) {
    return Times.seconds(note.path("at"))
        + " by "
        + note.path("by").asText()
        + ": "
        + note.path("text").asText();
  }
}
