package io.spillway;

import io.spillway.ports.AuthorNames;

/**
 * Comparison of authors' names for standing and exemptions. Rate limits always ignore case.
 *
 * @param ignoreCase whether names that differ only in case denote one author
 */
public record AuthorRules(boolean ignoreCase) {

  /** Case is significant. */
  public static final AuthorRules STANDARD = new AuthorRules(false);

  /**
   * {@return the form of a name in which these rules compare it}
   *
   * @param name any name
   */
  public String key(String name) {
    return ignoreCase ? AuthorNames.foldedKey(name) : AuthorNames.key(name);
  }
}
