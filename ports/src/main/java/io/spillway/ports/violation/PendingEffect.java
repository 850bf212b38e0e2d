package io.spillway.ports.violation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a decision promised to the message store and may not have done yet. It is recorded together
 * with the decision, so that a crash between the two loses nothing: the sweep finishes it.
 */
public enum PendingEffect {
  /** The message is as the state says. */
  NONE,
  /** The message is to be published, and nobody can be about to take it away. */
  RELEASE,
  /** The message is to be published although it was taken away, or somebody may be about to. */
  RESTORE,
  /** The message is to be taken away from the readers. */
  WITHDRAW,
  /**
   * What was owed was done, and is to be done once more when nobody can be late any more: who was
   * overtaken by a newer decision and died may have undone it unseen.
   */
  CONFIRM;

  /** The effects that are still to be brought about: RELEASE, RESTORE and WITHDRAW. */
  public static final Set<PendingEffect> UNSETTLED =
      Collections.unmodifiableSet(EnumSet.of(RELEASE, RESTORE, WITHDRAW));
}
