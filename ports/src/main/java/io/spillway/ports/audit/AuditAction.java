package io.spillway.ports.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Action of an {@link AuditRecord}. */
public enum AuditAction {
  /** A moderator decided that a marked or unmoderated message stays published. */
  KEEP,
  /** A viewer reported a message. */
  REPORT,
  /** A moderator restricted an author. */
  RESTRICT,
  /** A moderator lifted a restriction. */
  LIFT,
  /** A moderator wrote a note about an author. */
  NOTE,
  /** A policy was changed, restored or removed. */
  CHANGE_POLICY,
  /** Everything held about an author was exported. */
  EXPORT,
  /** The erasure of an author was requested. */
  ERASE;

  /** {@return the name on the wire, such as {@code change-policy}} */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the action with this name on the wire; empty if unknown}
   *
   * @param code the exact name, in lower case
   */
  public static Optional<AuditAction> ofCode(String code) {
    return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
  }
}
