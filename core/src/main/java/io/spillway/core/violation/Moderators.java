package io.spillway.core.violation;

import io.spillway.core.InputCheck;
import org.jspecify.annotations.Nullable;

/** What a moderator's name must be. */
final class Moderators {

  private Moderators() {}

  static String check(InputCheck check, @Nullable String moderator) {
    String who = check.name("moderator", moderator, ViolationReview.MAX_MODERATOR_LENGTH);
    String system = ViolationReview.SYSTEM_PREFIX;
    if (who.regionMatches(true, 0, system, 0, system.length())) {
      check.reject("moderator", "must not begin with " + system);
    }
    return who;
  }
}
