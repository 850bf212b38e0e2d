package io.spillway.ports.policy;

import java.util.Set;

/**
 * Authors that a {@link PolicyDraft} exempts from the limits of shape and rate, in addition to the
 * inherited ones; never from words, links or classification.
 *
 * @param authors the names, at most 200, each 1 to 100 code points; compared as {@code
 *     authors.ignoreCase} of the policy says
 * @param roles the roles that an app sends with a message, such as {@code moderator}; at most 20,
 *     each 1 to 32 lower-case letters, digits, hyphens and underscores
 */
public record ExemptDraft(Set<String> authors, Set<String> roles) {

  /** No exemptions in addition to the inherited ones. */
  public static final ExemptDraft NONE = new ExemptDraft(Set.of(), Set.of());

  public ExemptDraft {
    authors = Set.copyOf(authors);
    roles = Set.copyOf(roles);
  }

  /** Contains only the numbers of names and roles, because names must not appear in logs. */
  @Override
  public String toString() {
    return "ExemptDraft[" + authors.size() + " authors, " + roles.size() + " roles]";
  }
}
