package io.spillway.ports;

/** What may be done about a failure. Rules look at this, never at Java classes. */
public enum FailureCategory {
  /** It may succeed when tried again: an outage, a timeout, a lost connection. */
  TRANSIENT,
  /** It may succeed when tried again later: the other side asked for less. */
  THROTTLED,
  /** Trying again cannot help: the request itself is at fault, or the set-up is. */
  PERMANENT;

  /** {@return whether trying again may help} */
  public boolean isRetryable() {
    return this != PERMANENT;
  }
}
