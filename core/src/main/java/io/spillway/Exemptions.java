package io.spillway;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;

/**
 * Authors exempt from limits of shape and rate and from the check of names; their texts never from
 * words, links or classification.
 *
 * @param authors the names in the form of {@link io.spillway.ports.AuthorNames#key}, at most
 *     {@value #MAX_AUTHORS}
 * @param roles the roles that an app sends with a message, at most {@value #MAX_ROLES}
 */
public record Exemptions(Set<String> authors, Set<String> roles) {

  /** Most names. */
  public static final int MAX_AUTHORS = 500;

  /** Most roles. */
  public static final int MAX_ROLES = 50;

  /** No exemptions. */
  public static final Exemptions NONE = new Exemptions(Set.of(), Set.of());

  public Exemptions {
    authors = AuthorNameSet.of(authors);
    roles = Set.copyOf(roles);
  }

  /**
   * {@return whether an author is exempt}
   *
   * @param rules the comparison of names
   * @param author the author's name
   * @param rolesOfAuthor the author's roles
   */
  public boolean cover(AuthorRules rules, String author, Collection<String> rolesOfAuthor) {
    return !Collections.disjoint(roles, rolesOfAuthor)
        || (!authors.isEmpty() && ((AuthorNameSet) authors).contains(rules, author));
  }
}
