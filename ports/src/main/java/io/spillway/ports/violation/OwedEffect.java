package io.spillway.ports.violation;

/**
 * What a decision promised to the message store and may not have done yet. It is recorded together
 * with the decision, so that a crash between the two loses nothing: the sweep finishes it.
 */
public enum OwedEffect {
  NONE,
  /** The message is to be published. */
  RELEASE,
  /** The message is to be taken away from the readers. */
  WITHDRAW
}
