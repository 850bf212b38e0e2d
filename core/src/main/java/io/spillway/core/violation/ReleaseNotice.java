package io.spillway.core.violation;

import io.spillway.core.Donors;
import io.spillway.ports.violation.Violation;

/**
 * Notice of released messages to a receiver outside, given at least once for each release that
 * lasts until the next sweep. Until it is given, the release stays pending.
 */
@FunctionalInterface
public interface ReleaseNotice {

  /** Gives no notice. */
  ReleaseNotice NONE = released -> true;

  /**
   * Leaves the notice of donors' messages to the sweep, so that a decision does not wait for a
   * receiver.
   */
  ReleaseNotice LATER = released -> !Donors.isMessageId(released.id().messageId());

  /**
   * Gives notice of a message after it was published. Does not throw if the receiver fails.
   *
   * @param released the dismissed violation
   * @return whether no further attempt is needed: the notice was given, is not wanted, or was given
   *     up
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  boolean announce(Violation released);
}
