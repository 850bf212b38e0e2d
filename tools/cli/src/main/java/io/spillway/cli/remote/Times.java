package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times for people, in seconds; JSON has them in full. */
public final class Times {

  private Times() {}

  /** Returns a time in ISO 8601; any other text as it is, and a hyphen for none. */
  public static String seconds(JsonNode time) {
    String text = time.asText("-");
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeException e) {
      return text;
    }
  }
}
