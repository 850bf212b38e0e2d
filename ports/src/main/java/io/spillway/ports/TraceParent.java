package io.spillway.ports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which trace something belongs to, as W3C Trace Context has it: what one caller began is found
 * again by its trace id wherever it went.
 *
 * @param text in the form of version 00: {@code 00-}, a trace id of 32 hexadecimal digits in lower
 *     case, the caller's span id of 16, and two of flags; neither id is all zeros
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
   * {@return what somebody outside sent, or empty when there is nothing or it is invalid} Of a
   * newer version only what version 00 knows is kept.
   *
   * @param text the header's value as it came; null when there was none
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

  /** {@return the same for everything that one caller began: 32 hexadecimal digits} */
  public String traceId() {
    return text.substring(ID_FROM, ID_TO);
  }

  @Override
  public String toString() {
    return text;
  }
}
