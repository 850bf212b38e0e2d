package io.spillway;

import io.spillway.ports.SpillwayException;
import io.spillway.ports.moderation.Category;

/**
 * Reports that the stream's local rules withhold the author's name, which is shown with each
 * message. Nothing was stored. The message does not quote the name.
 */
public final class AuthorNameRefusedException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final Category category;

  /**
   * Creates the exception.
   *
   * @param category the most severe category that the name reaches
   */
  public AuthorNameRefusedException(Category category) {
    super("author must have another name: " + category.code(), false);
    this.category = category;
  }

  /** {@return the most severe category that the name reaches} */
  public Category category() {
    return category;
  }
}
