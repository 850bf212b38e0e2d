package io.spillway.ports.moderation;

/** How bad it is, in rising order: what policy says, where a score is how sure a classifier is. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
