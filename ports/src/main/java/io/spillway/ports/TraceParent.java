package io.spillway.ports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Trace context in the format of W3C Trace Context, which links everything that one request caused
 * by a common trace id.
 *
 * @param text the header's value in version 00: {@code 00-}, a trace id of 32 lower-case
 *     hexadecimal digits, the caller's span id of 16, and two digits of flags; neither id is all
 *     zeros
 */
public record TraceParent(String text) {

  private static final String IDS = "(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})";
  private static final Pattern OURS = Pattern.compile("00-" + IDS + "-[0-9a-f]{2}");
  private static final Pattern NEWER =
      Pattern.compile("(?!ff)[0-9a-f]{2}-" + IDS + "-([0-9a-f]{2})(?:-.*)?");
  private static final int MAX_LENGTH = 512;
  private static final int SAMPLED = 1;
  private static final int ID_FROM = 3;
  private static final int ID_TO = 35;

  public TraceParent {
    if (!OURS.matcher(text).matches()) {
      throw new IllegalArgumentException("not a traceparent of version 00");
    }
  }

  /**
   * {@return the parsed header; empty if it is missing or invalid} A newer version is reduced to
   * the fields of version 00.
   *
   * @param text the header's value as received; null for none
   */
  public static Optional<TraceParent> parse(@Nullable String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (text.startsWith("00")) {
      return OURS.matcher(text).matches() ? Optional.of(new TraceParent(text)) : Optional.empty();
    }
    Matcher newer = NEWER.matcher(text);
    return newer.matches()
        ? Optional.of(of(newer.group(1), newer.group(2), Integer.parseInt(newer.group(3), 16)))
        : Optional.empty();
  }

  private static TraceParent of(String traceId, String spanId, int flags) {
    return new TraceParent("00-" + traceId + "-" + spanId + "-0" + (flags & SAMPLED));
  }

  /** {@return the trace id, shared by everything that one request caused: 32 hexadecimal digits} */
  public String traceId() {
    return text.substring(ID_FROM, ID_TO);
  }

  @Override
  public String toString() {
    return text;
  }
}
