package io.spillway.cli.deadletters;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Filter options for dead letters. */
final class Selection {

  @Option(
      names = "--stream",
      paramLabel = "ID",
      description = "Only letters of this stream, or _unknown.")
  private @Nullable String streamId;

  @Option(
      names = "--fingerprint",
      paramLabel = "F",
      description = "Only letters with this fingerprint.")
  private @Nullable String fingerprint;

  @Option(names = "--type", paramLabel = "TYPE", description = "Only letters with this event type.")
  private @Nullable String type;

  @Option(
      names = "--event",
      paramLabel = "ID",
      description = "Only letters of the event with this id.")
  private @Nullable String eventId;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only letters with this failure code.")
  private @Nullable String code;

  @Option(
      names = "--category",
      paramLabel = "C",
      description = "Only letters with this failure category: transient, throttled or permanent.")
  private @Nullable String category;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only letters dead-lettered at this time or later (ISO 8601).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only letters dead-lettered before this time (ISO 8601).")
  private @Nullable String to;

  @Option(names = "--text", paramLabel = "TEXT", description = "Only letters containing TEXT.")
  private @Nullable String text;

  /** Returns the options by the API's names. */
  Map<String, String> parts() {
    Map<String, String> parts = new TreeMap<>();
    put(parts, "streamId", streamId);
    put(parts, "fingerprint", fingerprint);
    put(parts, "type", type);
    put(parts, "eventId", eventId);
    put(parts, "failureCode", code);
    put(parts, "category", category);
    put(parts, "from", from);
    put(parts, "to", to);
    put(parts, "q", text);
    return parts;
  }

  private static void put(Map<String, String> parts, String name, @Nullable String value) {
    if (value != null) {
      parts.put(name, value);
    }
  }
}
