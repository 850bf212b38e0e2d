package io.spillway.ports.audit;

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
  ERASE
}
