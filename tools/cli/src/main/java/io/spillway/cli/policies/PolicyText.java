package io.spillway.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cli.remote.Details;
import io.spillway.cli.remote.Times;
import java.io.PrintWriter;

/** A version of a policy for people: one line for each value, with the names of the API. */
final class PolicyText {

  private PolicyText() {}

  static void print(JsonNode revision, PrintWriter out) {
    Details details = new Details(out);
    String scope = revision.path("scope").asText();
    details.line("Policy", scope.equals("_default") ? "default" : "of the stream " + scope);
    details.line("Version", revision.path("number"));
    details.line("Changed", Times.seconds(revision.path("at")));
    details.line("By", revision.path("who"));
    details.line("Note", revision.path("note"));
    if (revision.has("policy")) {
      out.println();
      printValues("", revision.path("policy"), out);
    } else {
      details.line("State", "removed; the default policy is in force");
    }
    out.flush();
  }

  private static void printValues(String name, JsonNode value, PrintWriter out) {
    if (value.isObject()) {
      value
          .fields()
          .forEachRemaining(
              field ->
                  printValues(
                      name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                      field.getValue(),
                      out));
    } else if (value.isArray()) {
      value.forEach(item -> printValues(name, item, out));
    } else {
      out.println(name + "  " + value.asText());
    }
  }
}
