package io.spillway.core.audit;

import io.spillway.core.Hash;

/** Ids of audit records, equal for retries of one action. */
public final class AuditIds {

  private AuditIds() {}

  /**
   * {@return an id of at most 48 characters}
   *
   * @param prefix the kind of action, at most 4 letters
   * @param parts the parts that identify the action, without control characters
   */
  public static String of(String prefix, String... parts) {
    return prefix + "-" + Hash.of(String.join("\u0000", parts));
  }
}
