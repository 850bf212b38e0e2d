package io.spillway.functions.entry;

import java.util.Set;

/**
 * Who calls.
 *
 * @param name goes into the audit trail
 * @param roles what they may do
 */
public record Caller(String name, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }
}
