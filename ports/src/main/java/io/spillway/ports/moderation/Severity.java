package io.spillway.ports.moderation;

/** How bad it is, in rising order: what policy says, where a score is how sure a classifier is. */
public enum Severity {
  /** A nuisance; under the standard policy spam and coarse language. */
  LOW,
  /** Under the standard policy harassment, for one. */
  MEDIUM,
  /** Under the standard policy hate and threats, for two. */
  HIGH,
  /** The worst; under the standard policy anything sexual about minors, for one. */
  CRITICAL
}
