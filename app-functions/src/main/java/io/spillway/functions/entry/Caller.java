package io.spillway.functions.entry;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name goes into the audit trail
 * @param roles what they may do
 * @param proof what they showed of themselves
 */
public record Caller(String name, Set<Role> roles, Proof proof) {

  private static final String STRANGER = "stranger";

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** A caller who is known. */
  public Caller(String name, Set<Role> roles) {
    this(name, roles, Proof.GIVEN);
  }

  /** Somebody who cannot be told from anyone else. */
  static Caller stranger(Proof proof) {
    return new Caller(STRANGER, Set.of(), proof);
  }

  /** What a caller showed of themselves. */
  public enum Proof {
    /** Something that holds. */
    GIVEN,
    /** Nothing. */
    MISSING,
    /** Something that does not hold. */
    WRONG
  }
}
