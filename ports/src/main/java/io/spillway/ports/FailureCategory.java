package io.spillway.ports;

/**
 * Classification of failures by whether a retry may help. Rules depend on it, never on exception
 * classes.
 */
public enum FailureCategory {
  /** A retry may succeed: an outage, a timeout, a lost connection. */
  TRANSIENT,
  /** A later retry may succeed: the other side limits the rate. */
  THROTTLED,
  /** A retry cannot succeed: the request or the configuration is wrong. */
  PERMANENT;

  /** {@return whether a retry may help} */
  public boolean isRetryable() {
    return this != PERMANENT;
  }
}
