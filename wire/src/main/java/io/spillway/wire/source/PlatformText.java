package io.spillway.wire.source;

import io.spillway.ports.TextLength;
import io.spillway.ports.event.StreamEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of platforms, whose limits may differ from those of events. */
final class PlatformText {

  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}+");

  private PlatformText() {}

  /** Returns a name without control characters, shortened to the limit of an actor's. */
  static @Nullable String name(@Nullable String name) {
    return name == null
        ? null
        : shorten(CONTROL.matcher(name).replaceAll(" ").strip(), StreamEvent.MAX_ACTOR_LENGTH);
  }

  /** Returns a name, or {@link StreamEvent#ANONYMOUS} if it is missing or blank. */
  static String nameOrAnonymous(@Nullable String name) {
    String known = name(name);
    return known == null || known.isBlank() ? StreamEvent.ANONYMOUS : known;
  }

  /**
   * Returns a text shortened to a maximum number of characters, so that its event is not lost.
   *
   * @param max the maximum number of extended grapheme clusters
   */
  static String shorten(String text, int max) {
    if (TextLength.problem(text, max) == null) {
      return text;
    }
    Matcher cluster = CLUSTER.matcher(text);
    int end = 0;
    for (int kept = 1; kept < max && cluster.find(); kept++) {
      if (text.codePointCount(0, cluster.end()) >= max * TextLength.CODE_POINTS_EACH) {
        break;
      }
      end = cluster.end();
    }
    return text.substring(0, end) + "…";
  }
}
