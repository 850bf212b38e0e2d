package io.spillway;

import io.spillway.ports.SpillwayException;
import org.jspecify.annotations.Nullable;

/**
 * Reports that an order selects no dead letter, or more than the operator confirmed. Nothing was
 * recorded.
 */
public final class SelectionRefusedException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final long selected;
  private final @Nullable Long expected;

  /**
   * Creates the exception.
   *
   * @param selected {@link #selected()}
   * @param expected {@link #expected()}
   */
  public SelectionRefusedException(long selected, @Nullable Long expected) {
    super(
        selected == 0
            ? "No dead letter is selected"
            : selected + " dead letters are selected, more than the expected " + expected);
    this.selected = selected;
    this.expected = expected;
  }

  /** {@return the number of selected dead letters; 0 if none} */
  public long selected() {
    return selected;
  }

  /** {@return the number that the operator confirmed; null if none was given} */
  public @Nullable Long expected() {
    return expected;
  }
}
