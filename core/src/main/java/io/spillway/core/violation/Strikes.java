package io.spillway.core.violation;

/** How often an author's messages were upheld against them of late. */
@FunctionalInterface
public interface Strikes {

  /** Nobody has any. */
  Strikes NONE = author -> 0;

  /**
   * The strikes that count now.
   *
   * @param author as the viewer's site names them
   * @return 0 or more
   */
  int of(String author);
}
